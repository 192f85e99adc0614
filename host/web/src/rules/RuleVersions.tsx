import { Button, Popconfirm, Tag } from 'antd';
import { segment } from '../api/client';
import { useQuery } from '../api/useQuery';
import { Loaded } from '../controls/Loaded';
import { useFilters } from '../controls/useFilters';
import { ReviewedBy } from '../reviews/ReviewSteps';
import { reviews } from '../reviews/server';
import { actorName } from '../runs/actors';
import { useTexts } from '../texts/TextsContext';
import { LineDiff } from './LineDiff';
import { rules } from './server';

interface Props {
  name: string;
  text: string;
  readOnly: boolean;
  /** Whether there is something that is not saved. */
  dirty: boolean;
  onRevert: (text: string) => void;
}

/** The versions of a rule set; an older one can be taken back as the draft and published again. */
export function RuleVersions({ name, text, readOnly, dirty, onRevert }: Props) {
  const { t, dateTime } = useTexts();
  const [filter, setFilter] = useFilters();
  const chosen = Number(filter('version')) || undefined;
  const setChosen = (version: number) => setFilter({ version: String(version) });
  const list = useQuery(`rule-versions/${name}`, (signal) => rules.versions(name, signal));
  const review = useQuery(`review-steps/${name}`, (signal) => reviews.find(`/api/rules/${segment(name)}`, signal));
  const old = useQuery(chosen === undefined ? null : `rule-version/${name}/${chosen}`, () => rules.version(name, chosen!));
  return (
    <div className="rule-versions">
      <Loaded query={list}>
        {(versions) => (
          <ul className="versions">
            {versions.map((v) => (
              <li key={v.version} className={v.version === chosen ? 'version version-chosen' : 'version'}>
                <button
                  type="button"
                  className="task-open"
                  aria-current={v.version === chosen || undefined}
                  onClick={() => setChosen(v.version)}
                >
                  <span>
                    <strong>{t('versions.number', { n: v.version })}</strong>{' '}
                    {v.state === 'published' && <Tag color="green">{t('designer.isPublished')}</Tag>}
                  </span>
                  <span className="quiet">
                    {dateTime(v.createdAt)} {actorName(v.createdBy, t)}
                  </span>
                  <ReviewedBy steps={review.data?.steps} version={v.version} />
                </button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <div>
        {chosen === undefined && <p className="quiet">{t('versions.choose')}</p>}
        {chosen !== undefined && (
          <Loaded query={old}>
            {(before) => (
              <>
                <div className="row">
                  <h2>{t('versions.compare')}</h2>
                  {!readOnly && (
                    <Popconfirm title={t('rules.revertOver')} okText={t('versions.revert')} cancelText={t('action.cancel')}
                      open={dirty ? undefined : false} onConfirm={() => onRevert(before)}>
                      <Button size="small" disabled={before === text} onClick={() => !dirty && onRevert(before)}>
                        {t('versions.revert')}
                      </Button>
                    </Popconfirm>
                  )}
                </div>
                <LineDiff before={before} after={text} />
              </>
            )}
          </Loaded>
        )}
      </div>
    </div>
  );
}
