import { describe, expect, it } from 'vitest';
import { beginningsOf, payloadOf } from './beginning';
import { emptyDefinition } from './definition';

const value = (type: string, content: unknown) => ({ typeName: 'Object', expression: { type, value: content } });
const form = { type: 'object', required: ['order'], properties: { order: { type: 'string' }, amount: { type: 'number' } } };
const endpoint = (id: string, more: object) => ({
  id, type: 'Elsa.HttpEndpoint', version: 1, customProperties: { canStartWorkflow: true }, ...more,
});
const begunBy = (...activities: object[]) => {
  const definition = emptyDefinition('a', 'A');
  return beginningsOf({ ...definition, root: { ...definition.root, activities: activities as never } });
};

describe('what begins a run', () => {
  it('is every activity that may, with what its request must say', () => {
    const [first, second, ...others] = begunBy(
      endpoint('in', {
        path: '/returns/{order}', supportedMethods: value('Object', '["POST"]'), form: value('Object', JSON.stringify(form)),
      }),
      { id: 'heard', type: 'Elsa.Event', version: 1, customProperties: { canStartWorkflow: true } },
      { id: 'later', type: 'Elsa.WriteLine', version: 1 },
    );
    expect(first?.request).toEqual({ path: 'returns/{order}', parameters: ['order'], form, isRead: false });
    expect([second?.activity.id, second?.request, others]).toEqual(['heard', undefined, []]);
  });

  it('is given a request as it would come in', () => {
    const [post] = begunBy(endpoint('in', { path: value('Literal', 'returns/{shop:int}'), supportedMethods: value('Object', '["POST"]') }));
    expect(payloadOf(post!, { shop: 3, amount: 5 })).toMatchObject({
      Method: 'POST', RouteData: { shop: 3 }, ParsedContent: { amount: 5 }, QueryStringData: {},
    });
    const [get] = begunBy(endpoint('in', { path: 'visits' }));
    expect(payloadOf(get!, { day: 'today' })).toMatchObject({ Method: 'GET', ParsedContent: null, QueryStringData: { day: 'today' } });
    expect(payloadOf(post!, { ParsedContent: { amount: 1 } })).toEqual({ ParsedContent: { amount: 1 } });
  });

  it('is given what is typed where it is no request', () => {
    const [event] = begunBy({ id: 'heard', type: 'Elsa.Event', version: 1, customProperties: { canStartWorkflow: true } });
    expect(payloadOf(event!, { order: 'O1' })).toEqual({ order: 'O1' });
  });

  it('knows no form where it is computed or no JSON', () => {
    const [computed, broken] = begunBy(
      endpoint('one', { path: 'a', form: value('FEEL', 'x') }), endpoint('two', { path: 'a', form: value('Object', '{') }));
    expect([computed?.request?.form, broken?.request?.form]).toEqual([undefined, undefined]);
  });
});
