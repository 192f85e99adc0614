import { Button, Checkbox, Input, Select } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useTexts, type LocalText } from '../../texts/TextsContext';
import { useEditor } from '../editor/EditorContext';
import { tagName } from '../server';
import type { Definition, InputDefinition, Variable } from '../graph/definition';
import { chineseNameOf, named, namedInChinese } from '../graph/titles';
import { Labelled } from './Labelled';

const types = ['String', 'Decimal', 'Int32', 'Boolean', 'DateTimeOffset', 'TimeSpan', 'Object', 'JsonObject', 'JsonArray'] as const;

function TypeSelect({ value, onChange }: { value: string; onChange: (type: string) => void }) {
  const { t } = useTexts();
  return (
    <Select size="small" value={value} popupMatchSelectWidth={false} aria-label={t('designer.variable.type')} onChange={onChange}
      options={types.map((name) => ({ value: name, label: t(`type.${name}`) }))} />
  );
}

/** What the definition belongs to: a tag in both languages keeps its words, a new one has those of whoever wrote it. */
function TagList({ tags, onChange }: { tags: LocalText[]; onChange: (tags: LocalText[]) => void }) {
  const { t, local } = useTexts();
  const known = new Map(tags.map((tag) => [tagName(tag), tag]));
  return (
    <Labelled label={t('designer.tags')} hint={t('designer.tags.hint')}>
      {(id) => (
        <Select id={id} mode="tags" className="fill" value={[...known.keys()]}
          options={tags.map((tag) => ({ value: tagName(tag), label: local(tag) }))}
          onChange={(names: string[]) => onChange(names.map((name) => known.get(name) ?? name))} />
      )}
    </Labelled>
  );
}

/** What belongs to the definition as a whole. */
export function DefinitionForm() {
  const { t } = useTexts();
  const { store, definition, readOnly } = useEditor();
  const custom = definition.customProperties ?? {};
  const set = (part: Partial<Definition>, key?: string) => store.edit((d) => ({ ...d, ...part }), key ?? null);
  return (
    <fieldset className="props" disabled={readOnly}>
      <header>
        <h2>{t('designer.workflow')}</h2>
        <p className="quiet">{t('designer.workflow.hint')}</p>
      </header>
      <Labelled label={t('designer.name')}>
        {(id) => (
          <Input id={id} value={definition.name ?? ''} maxLength={200}
            onChange={(e) => store.edit((d) => named(d, e.target.value), 'name')} />
        )}
      </Labelled>
      <Labelled label={t('designer.nameZh')}>
        {(id) => (
          <Input id={id} value={chineseNameOf(definition)} maxLength={200}
            onChange={(e) => store.edit((d) => namedInChinese(d, e.target.value), 'nameZh')} />
        )}
      </Labelled>
      <Labelled label={t('designer.description')}>
        {(id) => (
          <Input.TextArea
            id={id}
            value={definition.description ?? ''}
            autoSize={{ minRows: 2, maxRows: 8 }}
            onChange={(e) => set({ description: e.target.value }, 'description')}
          />
        )}
      </Labelled>
      <Labelled label={t('designer.descriptionZh')}>
        {(id) => (
          <Input.TextArea id={id} autoSize={{ minRows: 1, maxRows: 8 }} value={String(custom.descriptionZh ?? '')}
            onChange={(e) => set({ customProperties: { ...custom, descriptionZh: e.target.value || undefined } }, 'descriptionZh')} />
        )}
      </Labelled>
      <TagList tags={Array.isArray(custom.tags) ? custom.tags : []} onChange={(tags) => set({ customProperties: { ...custom, tags } })} />
      <VariableList variables={definition.variables ?? []} onChange={(variables) => set({ variables }, 'variables')} />
      <PortList title={t('designer.inputs')} ports={definition.inputs ?? []} onChange={(inputs) => set({ inputs }, 'inputs')} />
      <PortList
        title={t('designer.workflowOutputs')}
        ports={definition.outputs ?? []}
        onChange={(outputs) => set({ outputs }, 'outputs')}
      />
      <Labelled label={t('designer.outcomes')} hint={t('designer.outcomes.hint')}>
        {(id) => (
          <Select
            id={id}
            mode="tags"
            className="fill"
            value={definition.outcomes ?? []}
            onChange={(outcomes: string[]) => set({ outcomes })}
          />
        )}
      </Labelled>
      <Checkbox
        checked={definition.options?.usableAsActivity === true}
        onChange={(e) => set({ options: { ...definition.options, usableAsActivity: e.target.checked } })}
      >
        {t('designer.usable')}
      </Checkbox>
    </fieldset>
  );
}

function VariableList({ variables, onChange }: { variables: Variable[]; onChange: (variables: Variable[]) => void }) {
  const { t } = useTexts();
  const change = (index: number, part: Partial<Variable>) =>
    onChange(variables.map((v, i) => (i === index ? { ...v, ...part } : v)));
  const add = () => {
    const name = freeName(
      'variable',
      variables.flatMap((v) => [v.name, v.id]),
    );
    onChange([...variables, { id: name, name, typeName: 'String', isArray: false }]);
  };
  return (
    <section>
      <h3>{t('designer.variables')}</h3>
      {variables.map((v, i) => (
        <div className="declaration" key={v.id}>
          <Input
            size="small"
            value={v.name}
            aria-label={t('designer.variable.name')}
            onChange={(e) => change(i, { name: e.target.value })}
          />
          <TypeSelect value={v.typeName} onChange={(typeName) => change(i, { typeName })} />
          <Input
            size="small"
            value={v.value ?? ''}
            aria-label={t('designer.variable.value')}
            placeholder={t('designer.variable.start')}
            onChange={(e) => change(i, { value: e.target.value || undefined })}
          />
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('designer.variable.remove', { name: v.name })}
            onClick={() => onChange(variables.filter((_, n) => n !== i))}
          />
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={add}>
        {t('designer.variable.add')}
      </Button>
    </section>
  );
}

interface PortListProps {
  title: string;
  ports: InputDefinition[];
  onChange: (ports: InputDefinition[]) => void;
}

function PortList({ title, ports, onChange }: PortListProps) {
  const { t } = useTexts();
  const change = (index: number, part: Partial<InputDefinition>) =>
    onChange(ports.map((p, i) => (i === index ? { ...p, ...part } : p)));
  return (
    <section>
      <h3>{title}</h3>
      {ports.map((p, i) => (
        <div className="declaration" key={i}>
          <Input
            size="small"
            value={p.name}
            aria-label={t('designer.variable.name')}
            onChange={(e) => change(i, { name: e.target.value })}
          />
          <TypeSelect value={p.type} onChange={(type) => change(i, { type })} />
          <Input
            size="small"
            value={p.description ?? ''}
            aria-label={t('designer.description')}
            placeholder={t('designer.description')}
            onChange={(e) => change(i, { description: e.target.value })}
          />
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('designer.variable.remove', { name: p.name })}
            onClick={() => onChange(ports.filter((_, n) => n !== i))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() =>
          onChange([
            ...ports,
            {
              name: freeName(
                'value',
                ports.map((p) => p.name),
              ),
              type: 'String',
            },
          ])
        }
      >
        {t('action.add')}
      </Button>
    </section>
  );
}

function freeName(stem: string, taken: string[]): string {
  let n = 1;
  while (taken.includes(`${stem}${n}`)) {
    n++;
  }
  return `${stem}${n}`;
}
