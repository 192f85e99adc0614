import { useState } from 'react';
import { Alert, App, Button, Input, Modal, Tag } from 'antd';
import { AuditOutlined } from '@ant-design/icons';
import { useAction } from '../api/useAction';
import { useLive } from '../api/useLive';
import { useQuery } from '../api/useQuery';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useKept } from '../controls/useKept';
import { useTexts } from '../texts/TextsContext';
import { ReviewSteps } from './ReviewSteps';
import { reviews, type Review } from './server';

const colors = { none: undefined, asked: 'gold', approved: 'green', sentBack: 'red', outdated: undefined } as const;

interface Props {
  /** Address of what is reviewed, such as /api/definitions/returns. */
  at: string;
  /** The saved draft that is looked at. */
  etag: string | null;
  dirty: boolean;
  mayAsk: boolean;
}

/** Where the review of the draft stands, and the next step of it. */
export function ReviewButton({ at, etag, dirty, mayAsk }: Props) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const query = useQuery(`review/${at}/${etag ?? ''}`, (signal) => reviews.find(at, signal));
  useLive(query.reload, [], 20);
  const state = query.data?.state;
  return (
    <>
      <Button icon={<AuditOutlined />} onClick={() => setOpen(true)}>
        {state && state !== 'none' ? t(`review.state.${state}`) : t('review.title')}
      </Button>
      <Modal open={open} title={t('review.title')} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <ProblemNotice problem={query.problem} onRetry={query.reload} />
        {query.data && <Steps at={at} review={query.data} dirty={dirty} mayAsk={mayAsk} onChanged={query.set} onRead={query.reload} />}
      </Modal>
    </>
  );
}

interface StepsProps {
  at: string;
  review: Review;
  dirty: boolean;
  mayAsk: boolean;
  onChanged: (review: Review) => void;
  onRead: () => void;
}

function Steps({ at, review, dirty, mayAsk, onChanged, onRead }: StepsProps) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const [remark, setRemark] = useKept<string>(`review.${at}`);
  const action = useAction();
  const { state, mayDecide, required } = review;
  const asks = mayAsk && (state === 'none' || state === 'outdated' || state === 'sentBack');
  const go = (step: 'asked' | 'approved' | 'sentBack') => action.run(async () => {
    onChanged(await reviews.step(at, step, remark ?? '', review.etag));
    setRemark(undefined);
    message.success(t(`review.done.${step}`));
  });
  const empty = !remark?.trim();
  return (
    <div className="stack">
      <div><Tag color={colors[state]}>{t(`review.state.${state}`)}</Tag> {t(required ? 'review.required' : 'review.notRequired')}</div>
      {state === 'outdated' && <Alert type="info" showIcon title={t('review.outdated.hint')} />}
      {state === 'asked' && !mayDecide && <Alert type="info" showIcon title={t('review.waits')} />}
      {asks && dirty && <Alert type="warning" showIcon title={t('review.saveFirst')} />}
      {(asks || mayDecide) && (
        <>
          <label>
            {t('review.remark')}
            <Input.TextArea value={remark ?? ''} maxLength={2000} autoSize={{ minRows: 3, maxRows: 10 }}
              placeholder={t(mayDecide ? 'review.remark.decide' : 'review.remark.ask')}
              onChange={(e) => setRemark(e.target.value || undefined)} />
          </label>
          <div className="row">
            {asks && (
              <Button type="primary" disabled={dirty} loading={action.busy} onClick={() => void go('asked')}>{t('review.ask')}</Button>
            )}
            {mayDecide && (
              <>
                <Button type="primary" loading={action.busy} onClick={() => void go('approved')}>{t('review.approve')}</Button>
                <Button danger disabled={empty} loading={action.busy} onClick={() => void go('sentBack')}>{t('review.sendBack')}</Button>
                {empty && <span className="quiet">{t('review.sendBack.needs')}</span>}
              </>
            )}
          </div>
        </>
      )}
      <ProblemNotice problem={action.problem} onRetry={onRead} onClose={action.clear} />
      <h3>{t('review.history')}</h3>
      <ReviewSteps steps={review.steps.slice(0, 30)} />
    </div>
  );
}
