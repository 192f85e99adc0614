import { useMemo, useState } from 'react';
import { Alert, Select } from 'antd';
import { useKept } from '../../controls/useKept';
import { isData } from '../../controls/data';
import { DataInput } from '../../dataforms/DataInput';
import { readJson, writeJson } from '../../dataforms/edits';
import type { Shape, ValueKind } from '../../dataforms/shape';
import { useShapes } from '../../dataforms/useShapes';
import { faultText, fieldFault } from '../../inbox/form/fieldFault';
import { fieldsOf, shapeOf, type Field } from '../../inbox/form/schema';
import { useTexts } from '../../texts/TextsContext';
import { useEditor } from '../editor/EditorContext';
import { beginningsOf, payloadOf, type Beginning } from '../graph/beginning';
import { activityTitle } from '../graph/titles';

const sampleValues: Partial<Record<ValueKind, unknown>> = { number: 0, yesNo: false, list: [], text: '' };

const sampleOf = ({ fields }: Shape) => writeJson(Object.fromEntries(
  Object.entries(fields ?? {}).map(([name, { kind, choices }]) => [name, choices?.[0]?.value ?? (kind && sampleValues[kind])])
    .filter(([, value]) => value !== undefined)));

/** What a sample is made of: the form of the request that begins the run, else what the definition says it takes. */
function useSampleShape(beginning: Beginning | undefined): Shape {
  const { definition } = useEditor();
  const shapes = useShapes();
  return useMemo(() => {
    const said = (name: string) => shapes.ofDeclared({ name, type: 'String' });
    const inputs = (definition.inputs ?? []).map((input) => [input.name, shapes.ofDeclared(input)]);
    const { parameters = [], form } = beginning?.request ?? {};
    const asked = Object.entries((form ? shapeOf(form).fields : undefined) ?? {})
      .map(([name, shape]) => [name, { ...shape, label: shape.label ?? said(name).label }]);
    const fields = [...parameters.map((name) => [name, said(name)]), ...(form ? asked : inputs)];
    return { kind: 'group', fields: Object.fromEntries(fields) as Record<string, Shape> };
  }, [definition.inputs, beginning, shapes]);
}

/** What begins the test run and what it is given; kept on the device, for each beginning its own. */
export function useRehearsalInput() {
  const { store, definition } = useEditor();
  const beginnings = useMemo(() => beginningsOf(definition), [definition]);
  const [chosen, choose] = useState<string>();
  const beginning = beginnings.find(({ activity }) => activity.id === chosen) ?? beginnings[0];
  const [kept, type] = useKept<string>(['rehearsal', store.id, beginning?.activity.id].filter(Boolean).join('.'));
  const shape = useSampleShape(beginning);
  const text = kept ?? sampleOf(shape);
  const read = readJson(text);
  return {
    beginnings, beginning, choose, text, type, shape, isReadable: read !== null, typed: read?.value,
    trigger: beginning?.activity.id, payload: beginning ? payloadOf(beginning, read?.value ?? {}) : read?.value ?? {},
  };
}

/** The sample, with what a request like it would be refused for. */
export function RehearsalInput({ beginnings, beginning, choose, text, type, shape, typed }: ReturnType<typeof useRehearsalInput>) {
  const { t, local } = useTexts();
  const path = beginning?.request?.path;
  const label = path === undefined ? t('rehearse.input') : t('rehearse.request', { path });
  return (
    <>
      {beginnings.length > 1 && (
        <Select className="fill" aria-label={t('rehearse.begins')} value={beginning?.activity.id} onChange={choose}
          options={beginnings.map(({ activity }) => ({
            value: activity.id, label: `${t('rehearse.begins')}: ${local(activityTitle(activity))}`,
          }))} />
      )}
      <h3>{label}</h3>
      <DataInput key={beginning?.activity.id} label={label} text={text} shape={shape} onChange={type} />
      {beginning?.request?.form && isData(typed) && <Refusals fields={fieldsOf(beginning.request.form)} typed={typed} shape={shape} />}
    </>
  );
}

function Refusals({ fields, typed, shape }: { fields: Field[]; typed: Record<string, unknown>; shape: Shape }) {
  const texts = useTexts();
  const { t, local } = texts;
  const wrong = fields.map((field) => ({ field, fault: fieldFault(field, typed[field.name]) })).filter(({ fault }) => fault);
  return wrong.length === 0 ? null : (
    <Alert type="warning" title={t('rehearse.refused')} description={(
      <ul className="problem-list">
        {wrong.map(({ field, fault }) => (
          <li key={field.name}>{local(shape.fields?.[field.name]?.label) || field.name}: {faultText(fault!, texts)}</li>
        ))}
      </ul>
    )} />
  );
}
