import { useState } from 'react';
import { Button, Collapse, Tag } from 'antd';
import { Link, useParams } from 'react-router';
import { segment } from '../api/client';
import { useLive } from '../api/useLive';
import { useQuery } from '../api/useQuery';
import { DataView } from '../controls/DataView';
import { useFactNames } from '../controls/factTypes';
import { Loaded } from '../controls/Loaded';
import { PageFrame } from '../controls/PageFrame';
import { useTexts } from '../texts/TextsContext';
import { DisputeDialog } from './DisputeDialog';
import { DisputeNotes, disputeState } from './DisputeNotes';
import { pay, type Dispute, type Slip, type SlipFact, type SlipLine } from './server';

export function SlipPage() {
  const { month = '', staff = '' } = useParams();
  const { t, month: monthName } = useTexts();
  const query = useQuery(`slip/${month}/${staff}`, (signal) => pay.slip(month, staff, signal));
  useLive(query.reload, [{ kind: 'facts' }], 30);
  return (
    <PageFrame
      title={t('pay.slip', { person: query.data?.name ?? staff, month: monthName(month) })}
      hint={<Link to={`/pay/${segment(month)}`}>{t('pay.all')}</Link>}
    >
      <Loaded query={query}>{(slip) => <SlipBody slip={{ ...slip, month, staff }} onChanged={query.reload} />}</Loaded>
    </PageFrame>
  );
}

function SlipBody({ slip, onChanged }: { slip: Slip; onChanged: () => void }) {
  const texts = useTexts();
  const { t, local, money } = texts;
  const [disputed, setDisputed] = useState<SlipLine>();
  const of = (line: SlipLine) => slip.disputes.filter((d) => d.line === line.name);
  return (
    <div className="slip panel">
      <p className="quiet">{t('pay.openLines')}</p>
      <Collapse
        items={slip.lines.map((line) => ({
          key: line.name,
          label: (
            <span className={line.name === 'pay' ? 'slip-line slip-total' : 'slip-line'}>
              <span>{local(line.label) || line.name} {of(line)[0] && <Tag color={of(line)[0]!.state === 'open' ? 'gold' : undefined}>
                {disputeState(of(line)[0]!, texts)}</Tag>}</span>
              <strong className="numeric">{money(line.amount)}</strong>
            </span>
          ),
          children: <Reasons line={line} disputes={of(line)} onDispute={() => setDisputed(line)} />,
        }))}
      />
      {disputed && <DisputeDialog slip={slip} line={disputed} onClose={() => setDisputed(undefined)} onDone={onChanged} />}
    </div>
  );
}

/** Figures that a rule reckoned with: parameters of operations and values on the way. */
const isFigure = (fact: SlipFact) => fact.type === 'parameter' || fact.type === 'value';

function Reasons({ line, disputes, onDispute }: { line: SlipLine; disputes: Dispute[]; onDispute: () => void }) {
  const { t, local } = useTexts();
  const { typeName, labels } = useFactNames();
  const facts = line.facts ?? [];
  const figures = Object.assign({}, ...facts.filter(isFigure).map((fact) => fact.values)) as Record<string, unknown>;
  return (
    <div className="stack">
      {line.reason && <p className="slip-reason">{local(line.reason)}</p>}
      {line.rule && <p className="quiet">{t('pay.rule', { rule: line.rule, version: line.version ?? '—' })}</p>}
      {facts.filter((fact) => !isFigure(fact)).map((fact, i) => (
        <section key={i} aria-label={typeName(fact.type)}>
          <strong>{typeName(fact.type)}</strong> <span className="mono">{fact.key}</span>
          {fact.values && <DataView data={fact.values} labels={labels(fact.type)} />}
        </section>
      ))}
      {Object.keys(figures).length > 0 && (
        <section aria-label={t('pay.figures')}><strong>{t('pay.figures')}</strong><DataView data={figures} /></section>
      )}
      <DisputeNotes disputes={disputes} />
      {disputes.every((d) => d.state !== 'open') && <div><Button onClick={onDispute}>{t('pay.dispute')}</Button></div>}
    </div>
  );
}
