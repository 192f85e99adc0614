import { useState } from 'react';
import { Collapse, Tag } from 'antd';
import { Link, useParams } from 'react-router';
import { segment } from '../api/client';
import { useLive } from '../api/useLive';
import { useQuery } from '../api/useQuery';
import { Loaded } from '../controls/Loaded';
import { PageFrame } from '../controls/PageFrame';
import { useTexts } from '../texts/TextsContext';
import { DisputeDialog } from './DisputeDialog';
import { disputeState } from './DisputeNotes';
import { Reasons } from './Reasons';
import { pay, type Slip, type SlipLine } from './server';

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
