using System.Globalization;
using System.Text;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Reasons;

/// <summary>Puts reasons into words, in both languages.</summary>
internal sealed class ReasonText
{
    private const int MembersShown = 5;
    private readonly bool _isChinese;
    private readonly StringBuilder _text = new();
    private readonly HashSet<FactReason> _told = [];

    private ReasonText(bool isChinese) => _isChinese = isChinese;

    public static LocalText Of(FactReason reason) => Both(t => t.Tell(reason, 0));

    public static LocalText Of(WhyNotReason reason) => Both(t => t.Tell(reason));

    public static LocalText Of(FiringLog log) => Both(t => t.Tell(log));

    public static LocalText OfFiring(string rule, IReadOnlyDictionary<string, object?> bindings)
    {
        var facts = string.Join(", ", bindings.Select(b => $"{b.Key} = {ExpressionText.ValueText(b.Value)}"));
        return new LocalText($"rule {rule} fires: {facts}", $"规则 {rule} 触发：{facts}");
    }

    public static LocalText OfChange(FiringStepKind kind, object? fact)
    {
        var text = ExpressionText.ValueText(fact);
        return kind switch
        {
            FiringStepKind.Inserted => new LocalText($"+ {text}", $"新增 {text}"),
            FiringStepKind.Updated => new LocalText($"~ {text}", $"更新 {text}"),
            _ => new LocalText($"- {text}", $"撤回 {text}"),
        };
    }

    private static LocalText Both(Action<ReasonText> tell)
    {
        var (english, chinese) = (new ReasonText(false), new ReasonText(true));
        tell(english);
        tell(chinese);
        return new LocalText(english._text.ToString().TrimEnd(), chinese._text.ToString().TrimEnd());
    }

    private void Tell(FactReason reason, int depth)
    {
        var fact = ExpressionText.ValueText(reason.Fact);
        if (!_told.Add(reason))
        {
            Line(depth, $"{fact}: as told above", $"{fact}：见上文");
            return;
        }

        if (reason.IsStated)
        {
            Line(depth, $"{fact}: given", $"{fact}：由输入给出");
        }

        foreach (var match in reason.Because)
        {
            Line(depth, $"{fact}: because of rule {match.Rule.Name} (version {match.Version})",
                $"{fact}：依据规则 {match.Rule.Name}（版本 {match.Version}）");
            Tell(match, depth + 1);
        }
    }

    private void Tell(MatchReason match, int depth)
    {
        foreach (var binding in match.Bindings)
        {
            Line(depth, $"{binding.Name} = {ExpressionText.ValueText(binding.Value)}",
                $"{binding.Name} = {ExpressionText.ValueText(binding.Value)}");
            TellBehind(binding, depth + 1);
        }

        foreach (var condition in match.Conditions)
        {
            Line(depth, $"holds: {condition.Text}{ValuesText(condition)}", $"成立：{condition.Text}{ValuesText(condition)}");
        }
    }

    private void TellBehind(BoundValue binding, int depth)
    {
        if (binding.Because is not null)
        {
            Tell(binding.Because, depth);
        }

        foreach (var member in binding.Members.Take(MembersShown))
        {
            Tell(member, depth);
        }

        var more = binding.Members.Count - MembersShown;
        if (more > 0)
        {
            Line(depth, $"and {Number(more)} more", $"以及另外 {Number(more)} 项");
        }
    }

    private void Tell(WhyNotReason reason)
    {
        var rule = reason.Rule.Name;
        if (reason.Matches > 0)
        {
            Line(0, $"Rule {rule} holds {Number(reason.Matches)} times", $"规则 {rule} 有 {Number(reason.Matches)} 个匹配成立");
        }
        else
        {
            Line(0, $"Rule {rule} does not hold", $"规则 {rule} 不成立");
        }

        foreach (var held in reason.HeldBack)
        {
            Line(1, held.En, held.Zh!);
        }

        foreach (var attempt in reason.Attempts)
        {
            Tell(attempt);
        }

        if (reason.MoreAttempts > 0)
        {
            Line(0, $"{Number(reason.MoreAttempts)} more partial matches are not told", $"另有 {Number(reason.MoreAttempts)} 个部分匹配未列出");
        }
    }

    private void Tell(PartialMatch attempt)
    {
        var names = string.Join(", ", attempt.Bindings.Select(b => $"{b.Key} = {ExpressionText.ValueText(b.Value)}"));
        Line(0, $"Step {Number(attempt.Reached)} of {Number(attempt.Steps)} reached{(names.Length > 0 ? ": " + names : string.Empty)}",
            $"共 {Number(attempt.Steps)} 步，满足到第 {Number(attempt.Reached)} 步{(names.Length > 0 ? "：" + names : string.Empty)}");
        TellObstacle(attempt, 1);
    }

    private void TellObstacle(PartialMatch attempt, int depth)
    {
        if (attempt.Inner is { } inner)
        {
            Line(depth, $"{attempt.Step}: inside it {Number(inner.Reached)} of {Number(inner.Steps)} steps are reached",
                $"“{attempt.Step}”：其中共 {Number(inner.Steps)} 步，满足到第 {Number(inner.Reached)} 步");
            foreach (var binding in inner.Bindings.Where(b => !attempt.Bindings.ContainsKey(b.Key)))
            {
                var text = $"{binding.Key} = {ExpressionText.ValueText(binding.Value)}";
                Line(depth + 1, text, text);
            }

            TellObstacle(inner, depth + 1);
            return;
        }

        var (en, zh) = WhatStops(attempt);
        Line(depth, en, zh);
        if (attempt.Failed is { } failed)
        {
            Line(depth + 1, $"{(failed.Failure is null ? "does not hold" : "cannot be answered")}: {failed.Text}{ValuesText(failed)}",
                $"{(failed.Failure is null ? "不成立" : "无法判断")}：{failed.Text}{ValuesText(failed)}");
            TellFlip(failed, depth + 2);
        }
    }

    private static (string En, string Zh) WhatStops(PartialMatch attempt)
    {
        var candidate = ExpressionText.ValueText(attempt.Candidate);
        return attempt.Obstacle switch
        {
            Obstacle.NothingThere => ($"nothing there for {attempt.Step}", $"没有可用于“{attempt.Step}”的事实"),
            Obstacle.Forbidden => ($"{attempt.Step}: {candidate} is there", $"“{attempt.Step}”：存在 {candidate}"),
            Obstacle.Violated => ($"{attempt.Step}: {candidate} does not comply", $"“{attempt.Step}”：{candidate} 不符合要求"),
            _ => ($"{attempt.Step}: closest is {candidate}", $"“{attempt.Step}”：最接近的是 {candidate}"),
        };
    }

    private void TellFlip(ConditionReason failed, int depth)
    {
        if (failed.Failure is not null)
        {
            Line(depth, failed.Failure, failed.Failure);
        }

        if (failed.Flip is not { } flip)
        {
            return;
        }

        var bound = ExpressionText.ValueText(flip.Bound);
        var sign = flip.Operator switch
        {
            ComparisonOperator.Equal => "==",
            ComparisonOperator.Less => "<",
            ComparisonOperator.LessOrEqual => "<=",
            ComparisonOperator.Greater => ">",
            _ => ">=",
        };
        var by = flip.Change is null ? string.Empty : ChangeText(flip.Change);
        var beyond = flip.IsJustBeyond;
        var (byEn, byZh) = by.Length == 0 ? ("", "")
            : ($": change by {(beyond ? "just over " : "")}{by}", $"：需变化{(beyond ? "略超过" : "")} {by}");
        Line(depth, $"it would hold with {flip.Subject} {sign} {bound}{byEn}", $"若 {flip.Subject} {sign} {bound} 则成立{byZh}");
    }

    private static string ChangeText(object change)
    {
        var isNegative = change is decimal and < 0 or double and < 0 || (change is TimeSpan span && span < TimeSpan.Zero);
        var text = change is TimeSpan time ? time.ToString("c", CultureInfo.InvariantCulture) : ExpressionText.ValueText(change);
        return isNegative ? text : "+" + text;
    }

    private void Tell(FiringLog log)
    {
        foreach (var step in log.Steps)
        {
            Line(step.Kind == FiringStepKind.Fired ? 0 : 1, step.Text.En, step.Text.Zh!);
        }
    }

    private static string ValuesText(ConditionReason condition) => condition.Values.Count == 0
        ? string.Empty
        : $" [{string.Join(", ", condition.Values.Select(v => $"{v.Key} = {ExpressionText.ValueText(v.Value)}"))}]";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private void Line(int depth, string en, string zh) => _text.Append(' ', depth * 2).Append(_isChinese ? zh : en).Append('\n');
}
