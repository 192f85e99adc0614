import { useState } from 'react';
import { App, Button, Collapse, Form, Input, Modal } from 'antd';
import { Link, useParams } from 'react-router';
import { segment } from '../api/client';
import { useAction } from '../api/useAction';
import { useQuery } from '../api/useQuery';
import { DataView } from '../controls/DataView';
import { Loaded } from '../controls/Loaded';
import { PageFrame } from '../controls/PageFrame';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useTexts } from '../texts/TextsContext';
import { pay, type Slip, type SlipLine } from './server';

export function SlipPage() {
  const { month = '', staff = '' } = useParams();
  const { t } = useTexts();
  const query = useQuery(`slip/${month}/${staff}`, (signal) => pay.slip(month, staff, signal));
  return (
    <PageFrame
      title={t('pay.slip', { person: query.data?.name ?? staff, month })}
      hint={<Link to={`/pay/${segment(month)}`}>{t('pay.all')}</Link>}
    >
      <Loaded query={query}>{(slip) => <SlipBody slip={{ ...slip, month, staff }} />}</Loaded>
    </PageFrame>
  );
}

function SlipBody({ slip }: { slip: Slip }) {
  const { t, local, money } = useTexts();
  const [disputed, setDisputed] = useState<SlipLine>();
  return (
    <div className="slip panel">
      <p className="quiet">{t('pay.openLines')}</p>
      <Collapse
        items={slip.lines.map((line) => ({
          key: line.name,
          label: (
            <span className="slip-line">
              <span>{local(line.label) || line.name}</span>
              <strong className="numeric">{money(line.amount)}</strong>
            </span>
          ),
          children: <Reasons line={line} onDispute={() => setDisputed(line)} />,
        }))}
      />
      <p className="slip-line slip-total">
        <span>{t('pay.pay')}</span>
        <strong className="numeric">{money(slip.pay)}</strong>
      </p>
      {disputed && <Dispute slip={slip} line={disputed} onClose={() => setDisputed(undefined)} />}
    </div>
  );
}

function Reasons({ line, onDispute }: { line: SlipLine; onDispute: () => void }) {
  const { t, local } = useTexts();
  return (
    <div className="stack">
      {line.reason && <p className="slip-reason">{local(line.reason)}</p>}
      {line.rule && <p className="quiet">{t('pay.rule', { rule: line.rule, version: line.version ?? '—' })}</p>}
      {(line.facts ?? []).map((fact, i) => (
        <section key={i} aria-label={fact.type}>
          <strong>{fact.type}</strong> <span className="mono">{fact.key}</span>
          {fact.values && <DataView data={fact.values} />}
        </section>
      ))}
      <div><Button onClick={onDispute}>{t('pay.dispute')}</Button></div>
    </div>
  );
}

function Dispute({ slip, line, onClose }: { slip: Slip; line: SlipLine; onClose: () => void }) {
  const { t, local } = useTexts();
  const { message } = App.useApp();
  const action = useAction();
  const [form] = Form.useForm<{ reason: string }>();
  const send = async ({ reason }: { reason: string }) => {
    if (await action.run(async () => void (await pay.dispute(slip.month, slip.staff, line.name, reason)))) {
      message.success(t('pay.disputed'));
      onClose();
    }
  };
  return (
    <Modal
      open
      title={`${t('pay.dispute')}: ${local(line.label) || line.name}`}
      okText={t('pay.dispute.send')}
      cancelText={t('action.cancel')}
      confirmLoading={action.busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="quiet">{t('pay.dispute.hint')}</p>
      <ProblemNotice problem={action.problem} />
      <Form form={form} layout="vertical" onFinish={send}>
        <Form.Item name="reason" label={t('pay.dispute.why')} rules={[{ required: true, message: t('form.required') }]}>
          <Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
