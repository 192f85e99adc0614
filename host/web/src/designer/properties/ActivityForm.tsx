import { Button, Checkbox, Input, Select } from 'antd';
import { useTexts } from '../../texts/TextsContext';
import { outcomeName } from '../diagram/names';
import { embeddedPorts } from '../graph/ports';
import { changeActivity, setProperty } from '../graph/edits';
import type { Activity, Wrapped } from '../graph/definition';
import type { Descriptor, InputDescriptor } from '../graph/descriptors';
import { useEditor } from '../editor/EditorContext';
import { useCommands } from '../editor/commands';
import { ConnectionsForm } from './ConnectionsForm';
import { Labelled } from './Labelled';
import { PropertyInput } from './PropertyInput';

type Change = (change: (activity: Activity) => Activity, key?: string) => void;

/** The properties of one activity, as its description lists them. */
export function ActivityForm({ activity }: { activity: Activity }) {
  const { t, local } = useTexts();
  const { store, catalogue, path, readOnly } = useEditor();
  const descriptor = catalogue.find(activity.type);
  const change: Change = (next, key) =>
    store.edit((d) => changeActivity(d, path, activity.id, next), key ? `${activity.id}.${key}` : null);
  const setMetadata = (name: string, value: string) =>
    change((a) => ({ ...a, metadata: { ...a.metadata, [name]: value || undefined } }), name);
  return (
    <fieldset className="props" disabled={readOnly}>
      <header>
        <h2>{local(descriptor.displayName)}</h2>
        <p className="quiet">{local(descriptor.description)}</p>
        {!catalogue.knows(activity.type) && <p className="warn">{t('designer.unknownType', { type: activity.type })}</p>}
      </header>
      <Labelled label={t('designer.displayText')}>
        {(id) => <Input id={id} value={activity.metadata?.displayText ?? ''} placeholder={activity.name ?? activity.id} maxLength={200}
          onChange={(e) => setMetadata('displayText', e.target.value)} />}
      </Labelled>
      <Labelled label={t('designer.displayTextZh')}>
        {(id) => <Input id={id} value={String(activity.metadata?.displayTextZh ?? '')} maxLength={200}
          onChange={(e) => setMetadata('displayTextZh', e.target.value)} />}
      </Labelled>
      {groupsOf(descriptor.inputs).map(([group, inputs]) => (
        <section key={group}>
          {group && <h3>{group}</h3>}
          {inputs.map((input) => <PropertyInput key={input.property} activity={activity} input={input} onChange={change} />)}
        </section>
      ))}
      <Ports activity={activity} descriptor={descriptor} />
      <Outputs activity={activity} descriptor={descriptor} onChange={change} />
      <ConnectionsForm activity={activity} />
      <section>
        <h3>{t('designer.more')}</h3>
        {descriptor.isTrigger && (
          <Checkbox checked={activity.customProperties?.canStartWorkflow === true} onChange={(e) => change((a) => ({
            ...a, customProperties: { ...a.customProperties, canStartWorkflow: e.target.checked },
          }))}>{t('designer.canStart')}</Checkbox>
        )}
        <Labelled label={t('designer.notes')}>
          {(id) => <Input.TextArea id={id} value={activity.metadata?.description ?? ''} autoSize={{ minRows: 2, maxRows: 8 }}
            onChange={(e) => setMetadata('description', e.target.value)} />}
        </Labelled>
        <p className="quiet mono">{activity.type} · {activity.id}</p>
      </section>
    </fieldset>
  );
}

function groupsOf(inputs: InputDescriptor[]): [string, InputDescriptor[]][] {
  const names = [...new Set(inputs.map((i) => i.category ?? ''))];
  return names.map((name) => [name, inputs.filter((i) => (i.category ?? '') === name)]);
}

function Ports({ activity, descriptor }: { activity: Activity; descriptor: Descriptor }) {
  const texts = useTexts();
  const commands = useCommands();
  const ports = embeddedPorts(activity, descriptor);
  if (ports.length === 0 && !activity.activities) {
    return null;
  }
  return (
    <section>
      <h3>{texts.t('designer.inside')}</h3>
      {activity.activities && (
        <Button onClick={() => commands.goInside(activity.id)}>{texts.t('designer.openInside', { n: activity.activities.length })}</Button>
      )}
      {ports.map((port) => (
        <div key={port.name} className="row">
          <span>{outcomeName(port.name, texts)}</span>
          <Button size="small" onClick={() => commands.goToPort(activity.id, port.name)}>
            {port.inner ? texts.t('designer.openInside', { n: port.inner.activities?.length ?? 1 }) : texts.t('designer.fillPort')}
          </Button>
        </div>
      ))}
    </section>
  );
}

function Outputs({ activity, descriptor, onChange }: { activity: Activity; descriptor: Descriptor; onChange: Change }) {
  const { t, local } = useTexts();
  const { definition } = useEditor();
  if (descriptor.outputs.length === 0) {
    return null;
  }
  const variables = (definition.variables ?? []).map((v) => ({ value: v.id, label: v.name }));
  const outputs = (definition.outputs ?? []).map((o) => ({ value: o.name, label: t('designer.workflowOutput', { name: o.name }) }));
  return (
    <section>
      <h3>{t('designer.outputs')}</h3>
      {descriptor.outputs.map((output) => (
        <Labelled key={output.property} label={local(output.label)} hint={local(output.description)}>
          {(id) => <Select id={id} className="fill" allowClear options={[...variables, ...outputs]} placeholder={t('designer.bindOutput')}
            value={(activity[output.property] as Wrapped | undefined)?.memoryReference?.id || undefined}
            onChange={(to: string | undefined) => onChange((a) => setProperty(a, output.property,
              to ? { typeName: output.typeName, memoryReference: { id: to } } : undefined))} />}
        </Labelled>
      ))}
    </section>
  );
}
