import { useState } from 'react';
import { Button, Grid, Table, type TableColumnsType } from 'antd';
import { useSession } from '../app/session';
import { DataEntry, nameOf } from '../controls/DataView';
import { isData, isFact, isLarge } from '../controls/data';
import { useFactNames, withWords } from '../controls/factTypes';
import { wordOf } from '../controls/words';
import { readJson } from '../dataforms/edits';
import { useShapes } from '../dataforms/useShapes';
import type { Definition } from '../designer/graph/definition';
import { activityTitle } from '../designer/graph/titles';
import { useTexts } from '../texts/TextsContext';
import { actorName } from './actors';
import { RepairDialog } from './RepairDialog';
import { runs, type RunDetail } from './server';
import { setterOf } from './setters';
import { variableHistory, type Moment } from './trail';

interface Props {
  detail: RunDetail;
  /** What says more of them. */
  definition: Definition | undefined;
  moments: Moment[];
  nameOf: (activity: string) => string;
  onChanged: () => void;
}

interface Row {
  name: string;
  value: unknown;
}

const stored = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value, null, 1));

/** A value as people read it; a large one folded, with how it is stored. */
function VariableValue({ name, value }: { name: string; value: unknown }) {
  const { t } = useTexts();
  const names = withWords(name, undefined, useFactNames());
  const [open, setOpen] = useState(false);
  if (!isLarge(value)) {
    return <DataEntry value={value} names={names} />;
  }
  return (
    <details className="variable" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{Array.isArray(value) ? t('data.count', { n: value.length }) : t('data.one')}</summary>
      {open && <DataEntry value={value} />}
      {open && <details><summary className="quiet">{t('runs.raw')}</summary><pre className="mono">{stored(value)}</pre></details>}
    </details>
  );
}

/** A value that a variable had, as the history writes it: read where it is whole, as written where the history has cut it. */
function Past({ name, text }: { name: string; text: string }) {
  const read = readJson(text);
  return read ? <VariableValue name={name} value={read.value} /> : <span className="whole">{text}</span>;
}

/** What a variable holds in words, where its name is one that people have a word for, and the name that the workflow has. */
function VariableName({ name, value, definition }: Row & Pick<Props, 'definition'>) {
  const { t, local } = useTexts();
  const facts = useFactNames();
  const types = new Set(Array.isArray(value) ? value.map((one) => (isData(one) && isFact(one) ? one.type : undefined)) : []);
  const [type] = types.size === 1 ? types : [];
  const like = facts.typeCalled(name.replace(/s$/, ''));
  const word = wordOf(name, t) ?? (type ? facts.typeName(type) : nameOf(name, value, facts, t)) ?? (like && facts.typeName(like));
  const setter = word ? undefined : setterOf(definition, name);
  const told = setter ? t('runs.setBy', { activity: local(activityTitle(setter)) }) : word;
  return told ? <>{told} <span className="quiet small">{name}</span></> : name;
}

/** The variables as they are and as they were, and giving one another value. */
export function VariableTable({ detail, definition, moments, nameOf: activityName, onChanged }: Props) {
  const { t, dateTime } = useTexts();
  const { may } = useSession();
  const [edited, setEdited] = useState<string>();
  const shapes = useShapes();
  const changes = variableHistory(moments);
  const shapeOf = (name: string) => {
    const declared = definition?.variables?.find((v) => v.name === name);
    return shapes.ofValue(detail.variables[name]) ?? (declared && shapes.ofDeclared({ ...declared, type: declared.typeName }));
  };
  const rows: Row[] = Object.entries(detail.variables ?? {}).map(([name, value]) => ({ name, value }));
  const wide = Grid.useBreakpoint().md ?? true;
  const change = (name: string) => may('repairRuns') && (
    <Button size="small" onClick={() => setEdited(name)} aria-label={`${t('runs.change')}: ${name}`}>{t('runs.change')}</Button>
  );
  const columns: TableColumnsType<Row> = wide ? [
    { title: t('designer.name'), key: 'name', width: '28%', render: (_, r) => <VariableName {...r} definition={definition} /> },
    { title: t('runs.value'), key: 'value', render: (_, r) => <VariableValue {...r} /> },
    { title: t('runs.change'), key: 'edit', width: 84, render: (_, r) => change(r.name) },
  ] : [
    { key: 'all', render: (_, r) => (
      <div className="variable-card">
        <strong><VariableName {...r} definition={definition} /></strong>{change(r.name)}
        <div><VariableValue {...r} /></div>
      </div>
    ) },
  ];
  return (
    <>
      <Table<Row> rowKey="name" size="small" pagination={false} tableLayout="fixed" dataSource={rows} columns={columns} showHeader={wide}
        locale={{ emptyText: t('runs.noVariables') }} expandable={{
        rowExpandable: (r) => (changes.get(r.name)?.length ?? 0) > 0,
        expandedRowRender: (r) => (
          <ol className="variable-history">
            {changes.get(r.name)?.map((c, i) => (
              <li key={i}>
                <div className="quiet">{dateTime(c.at)} · {actorName(c.actor, t)}{c.activity ? ` · ${activityName(c.activity)}` : ''}</div>
                <Past name={r.name} text={c.value} />
              </li>
            ))}
          </ol>
        ),
      }} />
      {edited && <RepairDialog action="edit-variable" runId={detail.run.id} fixed={{ name: edited }} start={detail.variables[edited]}
        shape={shapeOf(edited)} send={runs.repair} onClose={() => setEdited(undefined)} onDone={onChanged} activities={[]}
        nameOf={activityName} />}
    </>
  );
}
