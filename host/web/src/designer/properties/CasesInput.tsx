import { Button, Input } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useTexts } from '../../texts/TextsContext';
import type { Json, Wrapped } from '../graph/definition';
import { literalList } from '../graph/ports';

interface Case extends Json {
  label: string;
  condition?: Wrapped['expression'];
}

interface Props {
  id: string;
  value: unknown;
  onChange: (value: Case[]) => void;
}

/** The cases of a switch: each an outcome with the condition that leads there. */
export function CasesInput({ id, value, onChange }: Props) {
  const { t } = useTexts();
  const cases = literalList(value) as Case[];
  const change = (index: number, part: Partial<Case>) =>
    onChange(cases.map((c, i) => (i === index ? ({ ...c, ...part } as Case) : c)));
  const text = (c: Case) => (typeof c.condition?.value === 'string' ? c.condition.value : '');
  return (
    <div className="cases" id={id}>
      {cases.map((c, i) => (
        <div className="case" key={i}>
          <Input
            value={c.label}
            aria-label={t('designer.case.label', { n: i + 1 })}
            placeholder={t('designer.case.label', { n: i + 1 })}
            onChange={(e) => change(i, { label: e.target.value })}
          />
          <Input
            className="mono"
            value={text(c)}
            aria-label={t('designer.case.when', { n: i + 1 })}
            placeholder={t('designer.case.when', { n: i + 1 })}
            onChange={(e) => change(i, { condition: { type: c.condition?.type ?? 'FEEL', value: e.target.value } })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('action.remove')}
            onClick={() => onChange(cases.filter((_, n) => n !== i))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() => onChange([...cases, { label: '', condition: { type: 'FEEL', value: '' } }])}
      >
        {t('designer.case.add')}
      </Button>
    </div>
  );
}
