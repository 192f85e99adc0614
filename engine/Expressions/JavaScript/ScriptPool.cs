using System.Collections.Concurrent;
using Jint.Runtime;
using Workflows.Engine.Runs;
using Workflows.Rules;

namespace Workflows.Engine.Expressions.JavaScript;

/// <summary>
/// The interpreters of one definition, made when needed and used again: what one definition's scripts do to their interpreters, no
/// other definition ever meets. Safe for many threads.
/// </summary>
internal sealed class ScriptPool(ScriptLimits? limits = null)
{
    private const int MostIdle = 4;

    private readonly ConcurrentBag<ScriptEngine> idle = [];
    private readonly ScriptLimits limits = limits ?? ScriptLimits.Default;

    public ScriptResult Run(ScriptText script, ExpressionContext context)
    {
        var engine = idle.TryTake(out var used) ? used : new ScriptEngine(limits);
        var isClean = false;
        try
        {
            var result = engine.Run(script, context);
            isClean = !script.LeavesTraces && !engine.IsWorn && idle.Count < MostIdle;
            return result;
        }
        catch (JavaScriptException e)
        {
            throw Failed("E410", e.Message, e.Message, e.Location.Start.Line, e.Location.Start.Column + 1);
        }
        catch (Exception e) when (LimitOf(e) is { } limit)
        {
            throw Failed("E411", limit.En, limit.Zh!, 0, 0);
        }
        finally
        {
            // One that stopped in the middle of something is not used again.
            Return(engine, isClean);
        }
    }

    private void Return(ScriptEngine engine, bool isClean)
    {
        if (isClean)
        {
            idle.Add(engine);
        }
        else
        {
            engine.Dispose();
        }
    }

    private LocalText? LimitOf(Exception e) => e switch
    {
        StatementsCountOverflowException =>
            new($"it needs more than {limits.Statements} statements", $"所需语句超过 {limits.Statements} 条"),
        MemoryLimitExceededException or OutOfMemoryException => new("it needs too much memory", "占用内存过多"),
        RecursionDepthOverflowException or InsufficientExecutionStackException => new("its calls are nested too deep", "调用嵌套过深"),
        TimeoutException or System.Text.RegularExpressions.RegexMatchTimeoutException => new("it takes too long", "耗时过长"),
        ArgumentException or InvalidOperationException or OverflowException or NotSupportedException
            or InvalidCastException or NullReferenceException or IndexOutOfRangeException or PromiseRejectedException =>
            new($"it cannot be carried out ({e.Message})", $"无法执行（{e.Message}）"),
        _ => null,
    };

    private static RunFaultException Failed(string code, string why, string whyZh, int line, int column)
    {
        var at = line > 0 ? $" ({line}:{column})" : string.Empty;
        return new RunFaultException(code, new LocalText($"The script failed: {why}{at}.", $"脚本失败：{whyZh}{at}。"));
    }
}
