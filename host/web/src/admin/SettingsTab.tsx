import { App, Switch } from 'antd';
import { useAction } from '../api/useAction';
import { useQuery } from '../api/useQuery';
import { Loaded } from '../controls/Loaded';
import { ProblemNotice } from '../controls/ProblemNotice';
import { reviews, type ReviewSettings } from '../reviews/server';
import { useTexts } from '../texts/TextsContext';

/** What an administrator says about how work is done here. */
export function SettingsTab() {
  const { t } = useTexts();
  const query = useQuery('settings/reviews', (signal) => reviews.settings(signal));
  return <Loaded query={query}>{(known) => <Reviews known={known} onSaved={query.set} title={t('review.settings')} />}</Loaded>;
}

function Reviews({ known, onSaved, title }: { known: ReviewSettings; onSaved: (settings: ReviewSettings) => void; title: string }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const action = useAction();
  const set = (part: Partial<ReviewSettings>) => action.run(async () => {
    onSaved(await reviews.set(part));
    message.success(t('review.settings.saved'));
  });
  return (
    <section className="panel stack">
      <h2>{title}</h2>
      <p className="quiet">{t('review.settings.hint')}</p>
      <ProblemNotice problem={action.problem} onClose={action.clear} />
      {(['definitions', 'rules'] as const).map((kind) => (
        <label className="row switch-line" key={kind}>
          <Switch checked={known[kind]} loading={action.busy} onChange={(on) => void set({ [kind]: on })} />
          {t(`review.settings.${kind}`)}
        </label>
      ))}
    </section>
  );
}
