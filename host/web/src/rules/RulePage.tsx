import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Alert, App, Button, Modal, Tabs, Tag } from 'antd';
import type { EditorView } from '@codemirror/view';
import { useParams } from 'react-router';
import { segment } from '../api/client';
import type { Finding } from '../api/problem';
import { useAction } from '../api/useAction';
import { useQuery } from '../api/useQuery';
import { useSession } from '../app/session';
import { CodeEditor } from '../code/CodeEditor';
import { Loaded } from '../controls/Loaded';
import { PageFrame } from '../controls/PageFrame';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useFilters } from '../controls/useFilters';
import { stateTexts } from '../designer/states';
import { ReviewButton } from '../reviews/ReviewButton';
import { useTexts } from '../texts/TextsContext';
import { FindingList } from './FindingList';
import { GridEditor } from './GridEditor';
import { formatIn, offsetOf, ruleLanguage } from './language';
import { LineDiff } from './LineDiff';
import { ParameterForm } from './ParameterForm';
import { RuleVersions } from './RuleVersions';
import { rules, type OpenRuleSet } from './server';
import { SheetFiles } from './SheetFiles';
import { labelOf } from './tables';
import { TestPanel } from './TestPanel';
import { TrialPanel } from './TrialPanel';
import { useRuleDraft, type RuleDraft } from './useRuleDraft';

export function RulePage() {
  const { name = '' } = useParams();
  const query = useQuery(`rule/${name}`, () => rules.open(name));
  return <Loaded query={query}>{(opened) => <OpenRules key={name} opened={opened} onSaved={query.reload} />}</Loaded>;
}

const tabNames = ['text', 'tables', 'parameters', 'tests', 'trial', 'versions'] as const;

function OpenRules({ opened, onSaved }: { opened: OpenRuleSet; onSaved: () => void }) {
  const { t, local } = useTexts();
  const { may } = useSession();
  const draft = useRuleDraft(opened, onSaved);
  const [filter, setFilter] = useFilters();
  const [findings, setFindings] = useState<Finding[]>([]);
  const readOnly = !may('editRules');
  const place = useRef<{ line: number; column: number }>(undefined);
  const goTo = (line: number, column: number) => {
    place.current = { line, column };
    setFilter({ tab: undefined });
  };
  const { name } = opened;
  const common = { name, readOnly, text: draft.text };
  const files = { draft, name, readOnly };
  const children: Record<(typeof tabNames)[number], ReactNode> = {
    text: <TextTab draft={draft} name={name} readOnly={readOnly} findings={findings} onFindings={setFindings} place={place} />,
    tables: <GridEditor text={draft.text} readOnly={readOnly} onChange={draft.setText} undo={draft.undo} redo={draft.redo}
      findings={findings}
      filesOf={(table) => <SheetFiles {...files} sheet={`tables/${segment(table)}`} endings={['xlsx', 'csv', 'dmn']} />} />,
    parameters: (
      <div className="stack">
        <SheetFiles {...files} sheet="parameters" endings={['xlsx', 'csv']} />
        <ParameterForm name={name} readOnly={readOnly} />
      </div>
    ),
    tests: <TestPanel name={name} text={draft.text} onPlace={(line) => goTo(line, 1)} />,
    trial: <TrialPanel name={name} trial={{ text: draft.text }} hint={t('rules.trial.textHint')} />,
    versions: <RuleVersions {...common} dirty={draft.dirty} onRevert={draft.setText} />,
  };
  const tab = filter('tab') || 'text';
  useFindings(name, draft.text, tab !== 'text', setFindings);
  const tabs = tabNames.map((key) => ({ key, label: t(`rules.${key}`), children: children[key] }));
  return (
    <PageFrame wide title={local(labelOf(draft.text)) || name} hint={<span className="mono">{name}</span>}
      actions={<Actions draft={draft} opened={opened} findings={findings} readOnly={readOnly} />}>
      <ProblemNotice problem={draft.action.problem} onClose={draft.action.clear} />
      {draft.restored && (
        <Alert
          className="notice"
          type="info"
          title={t('designer.restored')}
          action={
            <Button size="small" onClick={draft.discard}>
              {t('designer.discardMine')}
            </Button>
          }
        />
      )}
      <Conflict draft={draft} />
      <Tabs activeKey={tab} onChange={(next) => setFilter({ tab: next === 'text' ? undefined : next })} destroyOnHidden
        items={tabs} />
    </PageFrame>
  );
}

/** What the check finds, where no editor asks for it: what is wrong can be published from no tab. */
function useFindings(name: string, text: string, wanted: boolean, onFindings: (findings: Finding[]) => void) {
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => wanted && void rules.diagnostics(name, text, abort.signal).then(onFindings, () => undefined), 400);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [name, text, wanted, onFindings]);
}

interface ActionsProps {
  draft: RuleDraft;
  opened: OpenRuleSet;
  findings: Finding[];
  readOnly: boolean;
}

function Actions({ draft, opened, findings, readOnly }: ActionsProps) {
  const { t } = useTexts();
  const { may } = useSession();
  const { message } = App.useApp();
  const isInForce = opened.state === 'published' && !draft.dirty;
  const errors = findings.filter((f) => f.severity === 'error').length;
  const publish = async () => {
    if (await draft.publish()) {
      message.success(t('rules.published'));
    }
  };
  return (
    <>
      {draft.dirty ? (
        <Tag color="gold">{t('designer.unsaved')}</Tag>
      ) : (
        <Tag color={opened.state === 'published' ? 'green' : 'blue'}>{t(stateTexts[opened.state] ?? 'designer.isDraft')}</Tag>
      )}
      {errors > 0 && <Tag color="red">{t('designer.problems.count', { n: errors })}</Tag>}
      <Button onClick={() => void draft.save()} disabled={readOnly || !draft.dirty} loading={draft.action.busy}>
        {t('designer.save')}
      </Button>
      {(opened.state !== 'published' || draft.dirty) && (
        <ReviewButton at={`/api/rules/${segment(opened.name)}`} etag={draft.etag} dirty={draft.dirty} mayAsk={!readOnly} />
      )}
      {may('publishRules') && (
        <Button type="primary" onClick={() => void publish()} disabled={readOnly || errors > 0 || isInForce} loading={draft.action.busy}>
          {t('designer.publish')}
        </Button>
      )}
    </>
  );
}

function Conflict({ draft }: { draft: RuleDraft }) {
  const { t } = useTexts();
  return (
    <Modal open={draft.conflict !== undefined} width={860} title={t('conflict.title')} onCancel={draft.later} footer={[
      <Button key="later" onClick={draft.later}>{t('conflict.later')}</Button>,
      <Button key="theirs" onClick={draft.takeTheirs}>{t('conflict.theirs')}</Button>,
      <Button key="mine" danger onClick={() => void draft.saveOver()}>{t('conflict.mine')}</Button>,
    ]}>
      <p>{t('conflict.hint')}</p>
      {draft.conflict && <LineDiff before={draft.text} after={draft.conflict.text} />}
    </Modal>
  );
}

interface TextProps {
  draft: RuleDraft;
  name: string;
  readOnly: boolean;
  findings: Finding[];
  onFindings: (findings: Finding[]) => void;
  place: { current: { line: number; column: number } | undefined };
}

function TextTab({ draft, name, readOnly, findings, onFindings, place }: TextProps) {
  const { t, local } = useTexts();
  const view = useRef<EditorView>(null);
  const tidying = useAction();
  const extension = useMemo(() => ruleLanguage(name, local, onFindings), [name, local, onFindings]);
  const goTo = (line: number, column: number) => {
    const open = view.current;
    if (open) {
      const anchor = offsetOf(open.state.doc, line, column);
      open.dispatch({ selection: { anchor }, scrollIntoView: true });
      open.focus();
    }
  };
  const ready = (made: EditorView) => {
    view.current = made;
    if (place.current) {
      goTo(place.current.line, place.current.column);
      place.current = undefined;
    }
  };
  return (
    <div className="rule-text">
      <div className="rule-code">
        <CodeEditor
          label={t('rules.text')}
          language="rules"
          value={draft.text}
          onChange={(next) => draft.setText(next, 'text')}
          readOnly={readOnly}
          extensions={extension}
          onReady={ready}
        />
      </div>
      <aside className="panel rule-side" aria-label={t('designer.problems')}>
        <div className="row">
          <h2>{t('designer.problems')}</h2>
          <Button size="small" disabled={readOnly} loading={tidying.busy}
            onClick={() => void tidying.run(async () => void (view.current && await formatIn(view.current, name)))}>
            {t('rules.format')}
          </Button>
        </div>
        <ProblemNotice problem={tidying.problem} onClose={tidying.clear} />
        <FindingList findings={findings} onPlace={goTo} />
      </aside>
    </div>
  );
}
