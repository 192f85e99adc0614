import { App, Button, DatePicker, Drawer, Empty, Form, Input, Popconfirm, Select, Tag } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useAction } from '../api/useAction';
import type { Queried } from '../api/useQuery';
import { useSession } from '../app/session';
import { KeptForm } from '../controls/KeptForm';
import { Loaded } from '../controls/Loaded';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useTexts } from '../texts/TextsContext';
import type { Colleagues } from './colleagues';
import { substitutes, type Known, type Substitution, type UncoveredLeave } from './substitutes';

interface Props {
  open: boolean;
  query: Queried<Known>;
  colleagues: Colleagues;
  /** Leave to begin the form with. */
  leave?: UncoveredLeave;
  onClose: () => void;
  onChanged: () => void;
}

/** Who stands in for whom, and naming a substitute: one's own, or as a supervisor anybody's. */
export function SubstituteDrawer({ open, query, colleagues, leave, onClose, onChanged }: Props) {
  const { t } = useTexts();
  const changed = () => {
    query.reload();
    onChanged();
  };
  return (
    <Drawer open={open} onClose={onClose} title={t('substitute.title')} size={460} destroyOnHidden>
      <p className="quiet">{t('substitute.hint')}</p>
      <Loaded query={query}>
        {({ substitutions, uncovered }) => (
          <>
            <NameForm key={leave ? `${leave.person}/${leave.from}` : ''} colleagues={colleagues} uncovered={uncovered} start={leave}
              onDone={changed} />
            <h3>{t('substitute.known')}</h3>
            {substitutions.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('substitute.none')} />}
            <ul className="plain">
              {substitutions.map((s) => <One key={s.number} substitution={s} colleagues={colleagues} onChanged={changed} />)}
            </ul>
          </>
        )}
      </Loaded>
    </Drawer>
  );
}

function One({ substitution: s, colleagues: { nameOf }, onChanged }:
  { substitution: Substitution; colleagues: Colleagues; onChanged: () => void }) {
  const { t, date } = useTexts();
  const { me, may } = useSession();
  const action = useAction();
  const end = () => action.run(async () => {
    await substitutes.end(s.number);
    onChanged();
  });
  return (
    <li className="substitution">
      <div>
        <strong>{t('substitute.for', { substitute: nameOf(s.substitute), person: nameOf(s.person) })}</strong>{' '}
        {s.isNow && <Tag color="blue">{t('substitute.now')}</Tag>}
        <div className="quiet">{date(s.from)} – {date(s.to)}{s.reason ? ` · ${s.reason}` : ''}</div>
        {s.namedBy !== s.person && <div className="quiet">{t('substitute.namedBy', { by: nameOf(s.namedBy) })}</div>}
        <ProblemNotice problem={action.problem} />
      </div>
      {(s.person === me.user || may('superviseTasks')) && (
        <Popconfirm title={t('substitute.end.ask')} okText={t('substitute.end')} cancelText={t('action.back')} onConfirm={end}>
          <Button size="small" loading={action.busy}>{t('substitute.end')}</Button>
        </Popconfirm>
      )}
    </li>
  );
}

interface Entry {
  person: string;
  substitute: string;
  days: [Dayjs, Dayjs];
  reason?: string;
}

interface FormProps {
  colleagues: Colleagues;
  uncovered: UncoveredLeave[];
  start?: UncoveredLeave;
  onDone: () => void;
}

const daysOf = (leave: UncoveredLeave): [Dayjs, Dayjs] => [dayjs(leave.from), dayjs(leave.to)];

/** Days are kept as text. */
const withDays = ({ days, ...kept }: Partial<Entry>): Partial<Entry> => ({
  ...kept, days: days?.every(Boolean) ? [dayjs(days[0]), dayjs(days[1])] : undefined,
});

function NameForm({ colleagues, uncovered, start, onDone }: FormProps) {
  const { t, date } = useTexts();
  const { me, may } = useSession();
  const { message } = App.useApp();
  const action = useAction();
  const [form] = Form.useForm<Entry>();
  const person = Form.useWatch('person', form) ?? start?.person ?? me.user;
  const send = async ({ substitute, days, reason }: Entry) => {
    const [from, to] = days.map((day) => day.format('YYYY-MM-DD')) as [string, string];
    const done = await action.run(async () => void (await substitutes.name({ person, substitute, from, to, reason })));
    if (done) {
      message.success(t('substitute.done', { person: colleagues.nameOf(substitute) }));
      form.setFieldsValue({ person: me.user, substitute: undefined, days: undefined, reason: undefined });
      onDone();
    }
    return done;
  };
  const required = [{ required: true, message: t('form.required') }];
  return (
    <KeptForm<Entry> form={form} name="substitute" of={start ? `${start.person}/${start.from}` : ''} onSend={send} disabled={action.busy}
      initialValues={{ person: start?.person ?? me.user, days: start && daysOf(start) }} revive={withDays}>
      <ProblemNotice problem={action.problem} />
      {may('superviseTasks') && (
        <Form.Item name="person" label={t('substitute.person')} rules={required}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={colleagues.options} />
        </Form.Item>
      )}
      <Form.Item name="substitute" label={t('substitute.who')} rules={required}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={colleagues.options.filter((o) => o.value !== person)}
          placeholder={t('substitute.who.hint')} />
      </Form.Item>
      <Form.Item name="days" label={t('substitute.days')} rules={required}>
        <DatePicker.RangePicker className="wide" minDate={dayjs().startOf('day')} />
      </Form.Item>
      {uncovered.filter((l) => l.person === person).map((leave) => (
        <Button key={leave.from} type="link" size="small" className="suggestion"
          onClick={() => form.setFieldValue('days', daysOf(leave))}>
          {t('substitute.takeLeave', { from: date(leave.from), to: date(leave.to) })}
        </Button>
      ))}
      <Form.Item name="reason" label={t('substitute.reason')}>
        <Input maxLength={500} autoComplete="off" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={action.busy}>{t('substitute.name')}</Button>
    </KeptForm>
  );
}
