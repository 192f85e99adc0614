namespace Workflows.Rules.Network;

/// <summary>How tokens are linked and unlinked, and how that is undone.</summary>
internal sealed partial class Matcher
{
    private readonly Journal<LogRecord> _log = new();
    private Journal<MatchChange> _matches = new();

    private enum LogKind : byte
    {
        Entered,
        Left,
        Linked,
        Removed,
        Indexed,
        Hung,
        Unhung,
        SlotEntered,
        SlotLeft,
        SlotChanged,
        SlotNoted,
        Valued,
        Shown,
        Undo,
    }

    /// <summary>What happened to matches in this change, in order.</summary>
    public Journal<MatchChange> MatchChanges => _matches;

    public void Link(JoinToken token, Token parent, Entry? right)
    {
        token.Parent = parent;
        token.Right = right;
        TokenList.AppendChild(parent, token);
        if (right is not null)
        {
            TokenList.AppendUse(ref right.FirstJoinUse, token);
        }

        Log(LogKind.Linked, token);
    }

    /// <summary>Takes out a token and everything that extends it.</summary>
    public void Remove(JoinToken token)
    {
        if (!token.IsAlive)
        {
            return;
        }

        token.Flags |= TokenFlags.Removed;
        while (token.FirstChild is { } child)
        {
            Remove(child);
        }

        TokenList.RemoveChild(token.Parent!, token);
        if (token.Right is not null)
        {
            TokenList.RemoveUse(ref token.Right.FirstJoinUse, token);
        }

        if (token is Match match)
        {
            MatchRemoved(match);
        }
        else
        {
            token.Place.Bucket?.Index.Remove(token);
        }

        Log(LogKind.Removed, token);
        token.Node.Removed(this, token);
    }

    public void AddToIndex(TokenIndex index, Token token, Key key)
    {
        index.Add(token, key);
        Log(LogKind.Indexed, token);
    }

    /// <summary>Moves a token to the bucket of its key, if that has changed.</summary>
    public void Rekey(TokenIndex index, Token token, Key key)
    {
        var bucket = index.PlaceOf(token).Bucket!;
        if (!bucket.Key.Equals(key))
        {
            Move(index, token, key);
        }
        else if (index.Changed(token))
        {
            Undo(() => index.ForgetTrees(bucket));
        }
    }

    private void Move(TokenIndex index, Token token, Key key)
    {
        var place = index.PlaceOf(token);
        index.Remove(token);
        index.Add(token, key);
        Undo(() =>
        {
            index.Remove(token);
            index.PlaceOf(token) = place;
            index.Restore(token);
        });
    }

    /// <summary>Gives a quantifier its witness.</summary>
    public void Hang(QuantifierToken state, Entry witness)
    {
        state.Right = witness;
        TokenList.AppendUse(ref witness.FirstJoinUse, state);
        Log(LogKind.Hung, state);
    }

    // Alone among tokens a state may hang again within the same change, which overwrites its links: the log keeps them.
    public void Unhang(QuantifierToken state)
    {
        var witness = state.Right!;
        TokenList.RemoveUse(ref witness.FirstJoinUse, state);
        _log.Add(new LogRecord(LogKind.Unhung, new WitnessBefore(state, witness, state.NextUse, state.PrevUse)));
        (state.Right, state.NextUse, state.PrevUse) = (null, null, null);
    }

    public void SetValue(WorkFact fact, object? value)
    {
        if (!ReferenceEquals(fact.Value, value))
        {
            _log.Add(new LogRecord(LogKind.Valued, new ValueBefore(fact, fact.Value)));
            fact.Value = value;
        }
    }

    /// <summary>A result comes into the memory behind its query, or leaves it.</summary>
    public void SetOut(SyntheticFact fact, bool isOut)
    {
        fact.IsOut = isOut;
        _log.Add(new LogRecord(LogKind.Shown, fact));
    }

    /// <summary>A member has been put into a list of an aggregate.</summary>
    public void SlotEntered(Slot slot) => _log.Add(new LogRecord(LogKind.SlotEntered, slot));

    /// <summary>A member has been taken out of a list, where it stood behind another (null: in front).</summary>
    public void SlotLeft(Slot slot, SlotList list, Slot? after) =>
        _log.Add(new LogRecord(LogKind.SlotLeft, new SlotPlace(slot, list, after)));

    /// <summary>What is kept about a member is about to change.</summary>
    public void SlotNoted(Slot slot) =>
        _log.Add(new LogRecord(LogKind.SlotNoted, new SlotNote(slot, slot.Value, (slot as NotedSlot)?.Extra)));

    /// <summary>A member's fact has changed.</summary>
    public void SlotChanged(SlotList list) => _log.Add(new LogRecord(LogKind.SlotChanged, list));

    /// <summary>Notes how to undo a step that is not a link between tokens.</summary>
    public void Undo(Action undo) => _log.Add(new LogRecord(LogKind.Undo, undo));

    public void MatchCreated(Match match) => _matches.Add(new MatchChange(match, MatchChangeKind.Created));

    public void MatchUpdated(Match match) => _matches.Add(new MatchChange(match, MatchChangeKind.Updated));

    /// <summary>The change is final; the caller has taken <see cref="MatchChanges"/> over.</summary>
    public void Commit()
    {
        Change++;
        _log.Clear();
        _dealtWith = null;
    }

    /// <summary>Takes the list of match changes; the matcher goes on with another.</summary>
    public Journal<MatchChange> TakeMatchChanges(Journal<MatchChange> empty)
    {
        var taken = _matches;
        _matches = empty;
        return taken;
    }

    /// <summary>Undoes the change, last step first.</summary>
    public void Rollback()
    {
        Change++;
        for (var i = _log.Count - 1; i >= 0; i--)
        {
            UndoStep(_log[i]);
        }

        _log.Clear();
        _dealtWith = null;
        _matches.Clear();
        _work.Clear();
        _fresh.Clear();
        _dropped.Clear();
        foreach (var due in _dirty.Values)
        {
            due.Forget();
        }

        _dirty.Clear();
        _flushing?.Forget();
        _flushing = null;
    }

    private static void UndoStep(LogRecord step)
    {
        switch (step.Kind)
        {
            case LogKind.Entered:
                Withdraw((FactUse)step.Subject);
                break;
            case LogKind.Left:
                Return((FactUse)step.Subject);
                break;
            case LogKind.Linked:
                Unlink((JoinToken)step.Subject);
                break;
            case LogKind.Removed:
                Relink((JoinToken)step.Subject);
                break;
            case LogKind.Indexed:
                var token = (Token)step.Subject;
                token.Place.Bucket!.Index.Remove(token);
                token.Place.Bucket = null;
                break;
            case LogKind.Hung:
                var state = (JoinToken)step.Subject;
                TokenList.RemoveUse(ref state.Right!.FirstJoinUse, state);
                (state.Right, state.NextUse, state.PrevUse) = (null, null, null);
                break;
            default:
                UndoOther(step);
                break;
        }
    }

    private static void Withdraw(FactUse use)
    {
        use.Flags |= TokenFlags.Removed;
        TokenList.RemoveUse(ref use.Fact!.FirstUse, use);
        if (use is Entry entry)
        {
            TakeOut(entry);
        }
    }

    private static void Return(FactUse use)
    {
        use.Flags &= ~TokenFlags.Removed;
        TokenList.RestoreUse(ref use.Fact!.FirstUse, use);
        if (use is Entry entry)
        {
            foreach (var index in entry.Memory.Indexes)
            {
                entry.BucketIn(index)!.Index.Restore(entry);
            }
        }
    }

    private static void UndoOther(LogRecord step)
    {
        switch (step.Subject)
        {
            case WitnessBefore (var state, var witness, var next, var prev):
                (state.Right, state.NextUse, state.PrevUse) = (witness, next, prev);
                TokenList.RestoreUse(ref witness.FirstJoinUse, state);
                break;
            case Slot slot:
                slot.List!.TakeBack(slot);
                break;
            case SlotPlace (var slot, var list, var after):
                list.Sum = null;
                list.InsertAfter(slot, after);
                break;
            case SlotList list:
                list.Sum = null;
                list.Version++;
                break;
            case SlotNote (var slot, var value, var extra):
                slot.Value = value;
                if (slot is NotedSlot noted)
                {
                    noted.Extra = extra;
                }

                break;
            case SyntheticFact made:
                made.IsOut = !made.IsOut;
                break;
            case ValueBefore (var fact, var value):
                fact.Value = value;
                break;
            case Action undo:
                undo();
                break;
        }
    }

    private static void Unlink(JoinToken token)
    {
        token.Flags |= TokenFlags.Removed;
        TokenList.RemoveChild(token.Parent!, token);
        if (token.Right is not null)
        {
            TokenList.RemoveUse(ref token.Right.FirstJoinUse, token);
        }
    }

    private static void Relink(JoinToken token)
    {
        token.Flags &= ~TokenFlags.Removed;
        TokenList.RestoreChild(token.Parent!, token);
        if (token.Right is not null)
        {
            TokenList.RestoreUse(ref token.Right.FirstJoinUse, token);
        }

        if (token is not Match)
        {
            token.Place.Bucket?.Index.Restore(token);
        }
    }

    private void MatchRemoved(Match match) => _matches.Add(new MatchChange(match, MatchChangeKind.Removed));

    private void Log(LogKind kind, FactUse use) => _log.Add(new LogRecord(kind, use));

    private sealed record ValueBefore(WorkFact Fact, object? Value);

    private sealed record SlotNote(Slot Slot, object? Value, object? Extra);

    private sealed record SlotPlace(Slot Slot, SlotList List, Slot? After);

    private sealed record WitnessBefore(QuantifierToken State, Entry Witness, FactUse? Next, FactUse? Prev);

    private readonly record struct LogRecord(LogKind Kind, object Subject);
}

/// <summary>What happened to a match.</summary>
internal enum MatchChangeKind : byte
{
    Created,
    Updated,
    Removed,
}

/// <summary>One step in the life of a match during a change.</summary>
internal readonly record struct MatchChange(Match Match, MatchChangeKind Kind);
