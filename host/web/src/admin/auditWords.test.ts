import { describe, expect, it } from 'vitest';
import { dictionary } from '../texts/dictionary';
import { fill, pick } from '../texts/language';
import { formatsFor } from '../texts/formats';
import { localOf } from '../texts/TextsContext';
import { detailOf, targetOf } from './auditWords';
import type { Texts } from '../texts/TextsContext';

const zh: Pick<Texts, 't' | 'local' | 'date' | 'span'> = {
  t: (key, values) => fill(pick(dictionary[key], 'zh'), values), local: (text) => localOf(text, 'zh'), date: (day) => String(day),
  span: formatsFor('zh').span,
};

describe('a detail of the audit log', () => {
  it.each([
    ['publish rules', 'version 3', '版本 3'],
    ['create account', 'staff,rule-editor', '员工, 规则编辑'],
    ['change account', 'staff; password set', '员工; 已设置密码'],
    ['make key', 'ERP: 9: staff', 'ERP: 9: 员工'],
    ['name substitute', '李, 2026-01-01 – 2026-01-03', '李, 2026-01-01 – 2026-01-03'],
    ['act as substitute', 'claim for X', '代 X认领'],
    ['set reviews', 'definitions: required, rules: not required', '流程审核：需要；规则审核：不需要'],
    ['test connection', 'It answered 200 after 3 ms.\n3 毫秒后应答 200。', '3 毫秒后应答 200。'],
    ['set parameters', 'within = PT36H, ways = ["air","rail"], most = –', 'within = 1 天 12 小时, ways = ["air","rail"], most = 恢复文件中的值'],
    ['repair run', 'retry: 供应商: 已恢复', '重试: 供应商: 已恢复'],
    ['cancel run', 'wrong: order', 'wrong: order'],
    ['sign in', '10.0.0.9', '10.0.0.9'],
  ])('of %s, %s, is said as %s', (action, detail, said) => expect(detailOf(action, detail, undefined, zh)).toBe(said));

  it('is said as the server says it, where it does', () =>
    expect(detailOf('deny', 'ReadPay', { en: 'see pay', zh: '查看薪酬' }, zh)).toBe('查看薪酬'));
});

it('counts what was changed together', () => expect(['2 runs', 'task 9', 'settings', 'x'].map((target) => targetOf(target, zh)))
  .toEqual(['2 个流程', '任务 9', '设置', 'x']));
