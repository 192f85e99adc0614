import { Collapse, Tag } from 'antd';
import { useTexts } from '../texts/TextsContext';
import { nameOf, type Department, type Person, type Post } from './server';
import { dutyIn, postName, skillName } from './words';

/** A department: each post opens to its duty sheet, who holds it and who could. */
export function DepartmentPanel({ department, people }: { department: Department; people: Person[] }) {
  const texts = useTexts();
  const { t } = texts;
  const held = department.posts.reduce((n, p) => n + p.holders.length, 0);
  const open = department.posts.reduce((n, p) => n + p.open, 0);
  return (
    <section className="panel" aria-label={department.name || t('staff.noDepartment')}>
      <h2 className="row">
        {department.name || t('staff.noDepartment')} <span className="quiet">{t('staff.count', { n: held })}</span>
        {open > 0 && <Tag color="gold">{t('staff.openPlaces', { n: open })}</Tag>}
      </h2>
      <Collapse size="small" items={department.posts.map((post) => ({
        key: post.name,
        label: (
          <span className="post-line">
            <span>{postName(post.name, texts)}</span>
            <span className="numeric">
              {post.headcount === null || post.headcount === undefined
                ? t('staff.count', { n: post.holders.length }) : t('staff.filled', { n: post.holders.length, of: post.headcount })}
              {post.open > 0 && <> <Tag color="gold">{t('staff.openPlaces', { n: post.open })}</Tag></>}
            </span>
          </span>
        ),
        children: <DutySheet post={post} people={people} />,
      }))} />
    </section>
  );
}

function DutySheet({ post, people }: { post: Post; people: Person[] }) {
  const texts = useTexts();
  const { t, local, language } = texts;
  const none = <p className="quiet">{t('staff.noSheet')}</p>;
  const names = (ids: string[]) => ids.map((id) => nameOf(people, id));
  return (
    <div className="duty-sheet">
      <section>
        <h3>{t('staff.duties')}</h3>
        {post.duties.length === 0 ? none : <Items of={post.duties.map((d) => dutyIn(d, language))} />}
      </section>
      <section>
        <h3>{t('staff.requirements')}</h3>
        {post.requirements.length === 0 ? none : <Items of={post.requirements.map((s) => skillName(s, texts))} />}
      </section>
      <section>
        <h3>{t('staff.holders')}</h3>
        {post.holders.length === 0 ? <p className="quiet">{t('staff.nobodyHolds')}</p> : <Items of={names(post.holders)} />}
      </section>
      {post.candidates.length > 0 && <section><h3>{t('staff.candidates')}</h3><Items of={names(post.candidates)} /></section>}
      {post.notes.length > 0 && <section><h3>{t('staff.notes')}</h3><Items of={post.notes.map(local)} /></section>}
    </div>
  );
}

const Items = ({ of }: { of: string[] }) => <ul>{of.map((item, i) => <li key={i}>{item}</li>)}</ul>;
