using Fluid;
using Fluid.Values;

namespace Workflows.Engine.Expressions.Liquid;

/// <summary>What templates see of a run: <c>Variables</c>, <c>Input</c>, <c>Output</c> by activity, and the run's ids.</summary>
internal sealed class LiquidRun(ExpressionContext context, TemplateOptions options)
{
    public static void Fill(TemplateContext scope, ExpressionContext context, TemplateOptions options)
    {
        var run = new LiquidRun(context, options);
        scope.SetValue("Variables", new DictionaryValue(new Names(() => context.VariableNames, run.Variable)));
        scope.SetValue("Input", new DictionaryValue(new Names(() => context.InputNames, run.Input)));
        scope.SetValue("Output", new DictionaryValue(new Names(() => [], run.Outputs)));
        scope.SetValue("CorrelationId", Text(context.CorrelationId));
        scope.SetValue("WorkflowInstanceId", Text(context.RunId));
        scope.SetValue("WorkflowInstanceName", Text(context.RunName));
        scope.SetValue("WorkflowDefinitionId", Text(context.DefinitionId));
        scope.SetValue("WorkflowDefinitionVersionId", Text(context.DefinitionVersionId));
        scope.SetValue("WorkflowDefinitionVersion", NumberValue.Create(context.DefinitionVersion));
        scope.SetValue("LastResult", LiquidValues.ToTemplate(context.LastResult, options));
    }

    private static FluidValue Text(string? text) => text is null ? NilValue.Instance : new StringValue(text);

    private FluidValue? Variable(string name) =>
        context.TryGetVariable(name, out var value) ? LiquidValues.ToTemplate(value, options) : null;

    private FluidValue? Input(string name) =>
        context.TryGetInput(name, out var value) ? LiquidValues.ToTemplate(value, options) : null;

    private DictionaryValue Outputs(string activity) => new(new Names(() => [], output =>
        LiquidValues.ToTemplate(context.OutputOf(activity, output), options)));

    private sealed class Names(Func<IEnumerable<string>> names, Func<string, FluidValue?> find) : IFluidIndexable
    {
        public int Count => names().Count();

        public IEnumerable<string> Keys => names();

        public bool TryGetValue(string name, out FluidValue value)
        {
            var found = find(name);
            value = found ?? NilValue.Instance;
            return found is not null;
        }
    }
}
