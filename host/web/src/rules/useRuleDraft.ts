import { useCallback, useEffect, useMemo, useState } from 'react';
import { asProblem } from '../api/problem';
import { useAction } from '../api/useAction';
import { keep, readKept } from '../controls/useKept';
import { begin, change, redo, undo } from '../designer/graph/history';
import { rules, type OpenRuleSet } from './server';

interface Kept {
  text: string;
  etag: string | null;
}

/** The text of a rule set as it is written: kept on this device until it is saved, never saved over somebody else's unseen. */
export function useRuleDraft(opened: OpenRuleSet, onSaved: () => void) {
  const key = `rules.${opened.name}`;
  const [start] = useState(() => readKept<Kept>(key));
  const restored = start !== undefined && start.text !== opened.text;
  const [steps, setSteps] = useState(() => begin(restored ? start.text : opened.text));
  const text = steps.present;
  const setText = useCallback((next: string, step: string | null = null) => setSteps((before) => change(before, next, step)), []);
  const [saved, setSaved] = useState(opened.text);
  const [etag, setEtag] = useState(restored ? start.etag : opened.etag);
  const [conflict, setConflict] = useState<OpenRuleSet>();
  const action = useAction();
  const dirty = text !== saved;
  useEffect(() => keep(key, dirty ? { text, etag } : undefined), [key, text, etag, dirty]);

  const put = async (over: string | null) => {
    try {
      setEtag(await rules.save(opened.name, text, over));
      setSaved(text);
      return true;
    } catch (fault) {
      if (!asProblem(fault).isConflict) {
        throw fault;
      }
      const theirs = await rules.open(opened.name);
      if (theirs.text !== text) {
        setConflict(theirs);
        return false;
      }
      // One's own save, whose answer got lost on its way.
      setEtag(theirs.etag);
      setSaved(text);
      return true;
    }
  };
  const take = (other: OpenRuleSet) => {
    setText(other.text);
    setSaved(other.text);
    setEtag(other.etag);
    setConflict(undefined);
  };
  return useMemo(() => ({
    text,
    setText,
    undo: steps.past.length > 0 ? () => setSteps(undo) : undefined,
    redo: steps.future.length > 0 ? () => setSteps(redo) : undefined,
    dirty,
    etag,
    restored: restored && dirty,
    conflict,
    action,
    later: () => setConflict(undefined),
    takeTheirs: () => conflict && take(conflict),
    saveOver: () => action.run(async () => {
      setConflict(undefined);
      await put(conflict?.etag ?? null);
      onSaved();
    }),
    discard: () => take(opened),
    /** Takes a file into the draft; there is nothing unsaved then. */
    takeFile: (sheet: string, file: Blob) => action.run(async () => {
      take(await rules.takeSheet(opened.name, sheet, file, etag));
      onSaved();
    }),
    save: () => action.run(async () => {
      if (await put(etag)) {
        onSaved();
      }
    }),
    publish: () => action.run(async () => {
      if (!dirty || (await put(etag))) {
        await rules.publish(opened.name);
        take(await rules.open(opened.name));
        onSaved();
      }
    }),
  }), [steps, saved, etag, conflict, action, opened]);
}

export type RuleDraft = ReturnType<typeof useRuleDraft>;
