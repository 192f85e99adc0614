import { useState } from 'react';
import { Alert, Button, Form, Input, Select } from 'antd';
import { Dialog } from '../controls/Dialog';
import { useAction } from '../api/useAction';
import { KeptForm } from '../controls/KeptForm';
import { ProblemNotice } from '../controls/ProblemNotice';
import { DataInput } from '../dataforms/DataInput';
import { readJson, writeJson } from '../dataforms/edits';
import type { Shape } from '../dataforms/shape';
import type { Activity } from '../designer/graph/definition';
import { useTexts } from '../texts/TextsContext';
import { MomentList } from './MomentList';
import { momentsOf } from './trail';
import type { Repair, RepairAnswer } from './server';

interface Props {
  action: Repair['action'];
  runId: string;
  fixed: Partial<Repair>;
  /** The variable as it is. */
  start?: unknown;
  shape?: Shape;
  activities: string[];
  /** What the activity may end with, where it is skipped. */
  outcomes?: { value: string; label: string }[];
  nameOf: (activity: string) => string;
  /** The activity of the definition, for what it calls its outcomes. */
  activityOf?: (id: string) => Activity | undefined;
  send: (runId: string, repair: Repair) => Promise<RepairAnswer>;
  onClose: () => void;
  onDone: () => void;
}

interface Entry {
  outcome?: string;
  toActivityId?: string;
  value?: string;
  reason?: string;
}

/** One repair: what it needs, what it would change, then doing it. */
export function RepairDialog(props: Props) {
  const { action: name, runId, fixed, start, shape, activities, outcomes = [], nameOf, activityOf, send, onClose, onDone } = props;
  const { t } = useTexts();
  const [form] = Form.useForm<Entry>();
  const [preview, setPreview] = useState<RepairAnswer>();
  const action = useAction();
  const ask = (dryRun: boolean, { value, ...entry }: Entry) => action.run(async () => {
    const answer = await send(runId, {
      action: name,
      ...fixed,
      ...entry,
      ...(name === 'edit-variable' ? { value: readJson(value ?? '')?.value ?? null } : {}),
      dryRun,
    });
    if (dryRun) {
      setPreview(answer);
    } else {
      onDone();
      onClose();
    }
  });
  // What is missing is told at its field.
  const look = () => form.validateFields().then((entry) => ask(true, entry), () => false);
  return (
    <Dialog title={t(`repair.${name}`)} onClose={onClose} footer={[
      <Button key="try" onClick={() => void look()} loading={action.busy}>{t('repair.try')}</Button>,
      <Button key="do" type="primary" danger={name.startsWith('cancel')} onClick={() => form.submit()} loading={action.busy}>
        {t('repair.do')}</Button>,
    ]}>
      <p className="quiet">{t(`repair.${name}.hint`)}</p>
      <ProblemNotice problem={action.problem} />
      <KeptForm<Entry> form={form} name="repair" of={[runId, name, fixed.incidentId ?? fixed.activityId ?? fixed.name].join('.')}
        initialValues={{ value: writeJson(start), outcome: outcomes[0]?.value ?? 'Done' }} onChange={() => setPreview(undefined)}
        onSend={(entry) => ask(false, entry)}>
        <Needs name={name} variable={fixed.name} shape={shape} outcomes={outcomes}
          targets={activities.map((a) => ({ value: a, label: nameOf(a) }))} />
        <Form.Item name="reason" label={t('repair.reason')}><Input maxLength={500} /></Form.Item>
      </KeptForm>
      {preview && (
        <Alert type={preview.status === 'faulted' ? 'warning' : 'info'}
          title={t('repair.would', { state: t(`run.state.${preview.status}`) })}
          description={<MomentList moments={momentsOf([{ sequence: 0, at: '', actor: '', lines: preview.journal }])} nameOf={nameOf}
            activityOf={activityOf} undated />} />
      )}
    </Dialog>
  );
}

interface NeedsProps {
  name: Repair['action'];
  variable: string | undefined;
  shape?: Shape;
  targets: { value: string; label: string }[];
  outcomes: { value: string; label: string }[];
}

/** What a repair must be told. */
function Needs({ name, variable, shape, targets, outcomes }: NeedsProps) {
  const { t } = useTexts();
  switch (name) {
    case 'skip':
      // One way out needs no choice.
      return outcomes.length < 2 ? <Form.Item name="outcome" hidden><Input /></Form.Item> : (
        <Form.Item name="outcome" label={t('repair.outcome')}><Select options={outcomes} /></Form.Item>
      );
    case 'move':
      return (
        <Form.Item name="toActivityId" label={t('repair.to')} rules={[{ required: true, message: t('form.required') }]}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={targets} />
        </Form.Item>
      );
    case 'edit-variable':
      return (
        <Form.Item name="value" label={`${t('runs.value')} · ${variable}`} rules={[{
          validator: (_, text: string) => (readJson(text ?? '') ? Promise.resolve() : Promise.reject(new Error(t('form.json')))),
        }]}>
          <VariableInput label={variable ?? ''} shape={shape} />
        </Form.Item>
      );
    default:
      return null;
  }
}

function VariableInput({ label, shape, value = '', onChange }: {
  label: string; shape?: Shape; value?: string; onChange?: (text: string) => void;
}) {
  return <DataInput label={label} text={value} shape={shape} faultElsewhere onChange={(text) => onChange?.(text)} />;
}
