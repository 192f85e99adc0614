import { Button } from 'antd';
import { useQuery } from '../api/useQuery';
import { useSession } from '../app/session';
import { DataTable } from '../controls/DataTable';
import { DataEntry, DataView } from '../controls/DataView';
import type { Data } from '../controls/data';
import { useFactNames, type FieldNames } from '../controls/factTypes';
import { RuleSource } from '../rules/RuleSource';
import { rules } from '../rules/server';
import { dictionary, type TextKey } from '../texts/dictionary';
import { useTexts } from '../texts/TextsContext';
import { DisputeNotes } from './DisputeNotes';
import { isFigure, tablesOf } from './reasons';
import type { Dispute, SlipLine } from './server';

interface Props {
  line: SlipLine;
  disputes: Dispute[];
  onDispute: () => void;
}

/** What figures of the pay rules are called: parameters as the rule file does, values on the way in words of ours. */
function useFigureNames(figures: Data): Record<string, FieldNames> {
  const { data } = useQuery('rules/pay/parameters', () => rules.parameters('pay'));
  const nameOf = (name: string): FieldNames => {
    const parameter = data?.items.find((one) => one.name === name);
    const key = `pay.value.${name}` as TextKey;
    if (parameter || !(key in dictionary)) {
      return { label: parameter?.label, unit: parameter?.unit };
    }
    const [en, zh] = dictionary[key];
    return { label: { en, zh }, unit: name === 'steps' ? undefined : 'yuan' };
  };
  return Object.fromEntries(Object.keys(figures).map((name) => [name, nameOf(name)]));
}

/** Why a line has its amount: in words, by which rule, and from which facts and figures. */
export function Reasons({ line, disputes, onDispute }: Props) {
  const { t, local } = useTexts();
  const { may } = useSession();
  const { typeName, labels } = useFactNames();
  const facts = line.facts ?? [];
  const figures = Object.assign({}, ...facts.filter(isFigure).map((fact) => fact.values)) as Data;
  const figureNames = useFigureNames(figures);
  return (
    <div className="stack">
      {!line.reason && !line.rule && facts.length === 0 && <p className="quiet">{t('pay.noReason')}</p>}
      {line.reason && <p className="slip-reason">{local(line.reason)}</p>}
      {line.rule && <div><RuleSource rule={line.rule} version={line.version} /></div>}
      {Object.keys(figures).length > 0 && (
        <section aria-label={t('pay.figures')}><strong>{t('pay.figures')}</strong><DataView data={figures} labels={figureNames} /></section>
      )}
      {tablesOf(facts).map(({ type, rows }) => (
        <section key={type} aria-label={typeName(type)}>
          <strong>{typeName(type)}</strong> {rows.length > 1 && <span className="quiet">{t('data.count', { n: rows.length })}</span>}
          {rows.length > 1
            ? <DataTable rows={rows} labels={labels(type)} cell={(cell, names) => <DataEntry value={cell} names={names} />} />
            : <DataView data={rows[0]!} labels={labels(type)} />}
        </section>
      ))}
      <DisputeNotes disputes={disputes} />
      {may('callTriggers') && disputes.every((d) => d.state !== 'open') && (
        <div><Button onClick={onDispute}>{t('pay.dispute')}</Button></div>
      )}
    </div>
  );
}
