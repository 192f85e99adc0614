using Workflows.Engine.Ports;
using Workflows.Rules;

namespace Workflows.Engine.Running;

/// <summary>Stands in where there are no rules: every question is answered with a problem.</summary>
public sealed class NoRules : IRuleSource
{
    public ValueTask<QueryAnswer> AnswerAsync(RunQuery query, CancellationToken cancellation = default) =>
        ValueTask.FromResult(new QueryAnswer(null, null, new Diagnostic(
            "E301", Severity.Error, SourcePlace.None,
            new LocalText("No rules are at hand here.", "此处没有可用的规则。"),
            new LocalText("Name the folder of the rule files.", "请指定规则文件所在的文件夹。"))));
}
