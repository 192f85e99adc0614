import { useEffect, useMemo, useState } from 'react';
import { asProblem } from '../api/problem';
import { useAction } from '../api/useAction';
import { keepHere, readKeptHere } from '../code/keptHere';
import { begin, change, redo, undo } from '../designer/graph/history';
import { rules, type OpenRuleSet } from './server';

interface Kept {
  text: string;
  etag: string | null;
}

/** The text with the steps back and forth, as far as there are any. */
function useSteps(first: string) {
  const [steps, setSteps] = useState(() => begin(first));
  return useMemo(() => ({
    text: steps.present,
    setText: (next: string, step: string | null = null) => setSteps((before) => change(before, next, step)),
    undo: steps.past.length > 0 ? () => setSteps(undo) : undefined,
    redo: steps.future.length > 0 ? () => setSteps(redo) : undefined,
  }), [steps]);
}

/** What of the text the server holds, and saving and publishing over no more than what one has seen. */
function useStored(opened: OpenRuleSet, first: string | null, { text, setText }: ReturnType<typeof useSteps>, onSaved: () => void) {
  const [saved, setSaved] = useState(opened.text);
  const [etag, setEtag] = useState(first);
  const [conflict, setConflict] = useState<OpenRuleSet>();
  const dirty = text !== saved;
  const stored = (tag: string | null) => {
    setEtag(tag);
    setSaved(text);
    return { tag };
  };
  /** The tag of what is saved now; nothing when somebody else was faster, and then theirs is shown. */
  const put = async (over: string | null) => {
    try {
      return stored(await rules.save(opened.name, text, over));
    } catch (fault) {
      if (!asProblem(fault).isConflict) {
        throw fault;
      }
      const theirs = await rules.open(opened.name);
      // One's own save, whose answer got lost on its way, is nobody else's.
      if (theirs.text === text) {
        return stored(theirs.etag);
      }
      setConflict(theirs);
      return undefined;
    }
  };
  const take = (other: OpenRuleSet) => {
    setText(other.text);
    setSaved(other.text);
    setEtag(other.etag);
    setConflict(undefined);
  };
  const publish = async () => {
    const seen = dirty ? await put(etag) : { tag: etag };
    if (!seen) {
      return false;
    }
    try {
      await rules.publish(opened.name, seen.tag);
    } catch (fault) {
      if (!asProblem(fault).isOvertaken) {
        throw fault;
      }
      setConflict(await rules.open(opened.name));
      return false;
    }
    take(await rules.open(opened.name));
    onSaved();
    return true;
  };
  return { saved, etag, conflict, setConflict, dirty, put, take, publish };
}

/** The text of a rule set as it is written: kept on this device until it is saved, never saved over somebody else's unseen. */
export function useRuleDraft(opened: OpenRuleSet, onSaved: () => void) {
  const key = `rules.${opened.name}`;
  const [start] = useState(() => readKeptHere<Kept>(key));
  const restored = start !== undefined && start.text !== opened.text;
  const steps = useSteps(restored ? start.text : opened.text);
  const { text } = steps;
  const { saved, etag, conflict, setConflict, dirty, put, take, publish } =
    useStored(opened, restored ? start.etag : opened.etag, steps, onSaved);
  const action = useAction();
  useEffect(() => keepHere(key, dirty ? { text, etag } : undefined), [key, text, etag, dirty]);
  return useMemo(() => ({
    ...steps,
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
    save: () => action.run(async () => void (await put(etag) && onSaved())),
    /** Whether it is published: not where somebody else's draft is shown first. */
    publish: async () => {
      let done = false;
      await action.run(async () => void (done = await publish()));
      return done;
    },
  }), [steps, saved, etag, conflict, action, opened]);
}

export type RuleDraft = ReturnType<typeof useRuleDraft>;
