import { useMemo, useState } from 'react';
import { Button, Form, Select } from 'antd';
import { Dialog } from '../controls/Dialog';
import { CaretRightOutlined } from '@ant-design/icons';
import { useNavigate } from 'react-router';
import { segment } from '../api/client';
import { useAction } from '../api/useAction';
import { useQuery } from '../api/useQuery';
import { KeptForm } from '../controls/KeptForm';
import { useKept } from '../controls/useKept';
import { Loaded } from '../controls/Loaded';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useShapes } from '../dataforms/useShapes';
import { definitions } from '../designer/server';
import { FormFields } from '../inbox/form/FormFields';
import { answerOf } from '../inbox/form/schema';
import { useTexts } from '../texts/TextsContext';
import { inputFields, requestsAt } from './inputForm';
import { runs } from './server';

export function StartButton() {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" icon={<CaretRightOutlined />} onClick={() => setOpen(true)}>{t('runs.start')}</Button>
      {open && <StartDialog onClose={() => setOpen(false)} />}
    </>
  );
}

/** Which workflow, and what the version of it that starts runs says it takes. */
function StartDialog({ onClose }: { onClose: () => void }) {
  const { t, local } = useTexts();
  const shapes = useShapes();
  const navigate = useNavigate();
  const [definition, setDefinition] = useKept<string>('start.of');
  const [form] = Form.useForm<Record<string, unknown>>();
  const action = useAction();
  const list = useQuery('definitions', (signal) => definitions.list(signal));
  const published = (list.data?.items ?? []).filter((d) => d.published);
  const version = published.find((d) => d.id === definition)?.published;
  const query = useQuery(version ? `inputs/${definition}/${version}` : null, () => definitions.version(definition!, version!));
  const inputs = query.data?.inputs;
  const path = query.data && requestsAt(query.data);
  const fields = useMemo(() => inputFields(inputs ?? [], shapes), [inputs, shapes]);
  const start = (typed: Record<string, unknown>) => action.run(async () => {
    const { id } = await runs.start(definition!, answerOf(fields, typed));
    navigate(`/runs/${segment(id)}`);
  });
  return (
    <Dialog title={t('runs.start')} okText={t('runs.start')} cancelText={t('action.cancel')} confirmLoading={action.busy}
      okButtonProps={{ disabled: !query.data }} onOk={() => form.submit()} onClose={onClose}>
      <ProblemNotice problem={action.problem ?? list.problem} />
      <Form layout="vertical" component={false}>
        <Form.Item label={t('runs.definition')} htmlFor="start-definition">
          <Select id="start-definition" value={version ? definition : undefined} showSearch={{ optionFilterProp: 'label' }}
            onChange={setDefinition} options={published.map((d) => ({ value: d.id, label: local(d.label) }))} />
        </Form.Item>
      </Form>
      {definition && version && <Loaded query={query}>{() => (
        <KeptForm key={definition} form={form} name="start" of={definition} onSend={start}>
          {fields.length > 0 ? <FormFields fields={fields} />
            : <p className="quiet">{path ? t('runs.noInput.request', { path }) : t('runs.noInput')}</p>}
        </KeptForm>
      )}</Loaded>}
    </Dialog>
  );
}
