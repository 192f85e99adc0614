import { useState } from 'react';
import { App, Button, Collapse, Form, Input, Modal } from 'antd';
import { Link, useParams } from 'react-router';
import { segment } from '../api/client';
import { useAction } from '../api/useAction';
import { useQuery } from '../api/useQuery';
import { DataView } from '../controls/DataView';
import { useFactNames } from '../controls/factTypes';
import { Loaded } from '../controls/Loaded';
import { PageFrame } from '../controls/PageFrame';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useTexts } from '../texts/TextsContext';
import { pay, type Slip, type SlipFact, type SlipLine } from './server';

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
            <span className={line.name === 'pay' ? 'slip-line slip-total' : 'slip-line'}>
              <span>{local(line.label) || line.name}</span>
              <strong className="numeric">{money(line.amount)}</strong>
            </span>
          ),
          children: <Reasons line={line} onDispute={() => setDisputed(line)} />,
        }))}
      />
      {disputed && <Dispute slip={slip} line={disputed} onClose={() => setDisputed(undefined)} />}
    </div>
  );
}

/** Figures that a rule reckoned with: parameters of operations and values on the way. */
const isFigure = (fact: SlipFact) => fact.type === 'parameter' || fact.type === 'value';

function Reasons({ line, onDispute }: { line: SlipLine; onDispute: () => void }) {
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
