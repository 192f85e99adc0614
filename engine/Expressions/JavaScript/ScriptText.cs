using Acornima.Ast;
using Jint;
using JsEngine = Jint.Engine;

namespace Workflows.Engine.Expressions.JavaScript;

/// <summary>A script parsed once, and what its text shows about the traces it can leave in an engine.</summary>
internal sealed class ScriptText
{
    /// <summary>How long a script may be, in UTF-16 code units.</summary>
    public const int LongestText = 100_000;

    private static readonly ScriptPreparationOptions Preparation = new() { CollectReferencedGlobals = true };

    // Through these a script reaches what all scripts of an engine share.
    private static readonly HashSet<string> Doors = new(StringComparer.Ordinal)
    {
        "prototype", "__proto__", "constructor", "setPrototypeOf", "getPrototypeOf", "defineProperty", "defineProperties",
        "__defineGetter__", "__defineSetter__", "globalThis", "Reflect", "freeze", "seal", "preventExtensions", "assign",
    };

    private static readonly HashSet<string> Changers = new(StringComparer.Ordinal)
    {
        "push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "copyWithin", "assign", "set", "defineProperty",
    };

    private ScriptText(Prepared<Script> prepared)
    {
        Prepared = prepared;
        Names = prepared.ReferencedGlobals is { } names ? [.. names] : [];
    }

    public Prepared<Script> Prepared { get; }

    /// <summary>Names that the script uses without declaring them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>It may leave names behind in the global scope.</summary>
    public bool LeavesGlobals { get; private set; }

    /// <summary>It may change what all scripts share: the engine that ran it is not used again.</summary>
    public bool LeavesTraces { get; private set; }

    /// <summary>It may change a list or an object that it was given, so that variables are to be looked at after it.</summary>
    public bool ChangesValues { get; private set; }

    /// <summary>It has a literal of type BigInt, which no value of a run can hold.</summary>
    public bool HasBigInteger { get; private set; }

    /// <summary>Parses a script. What cannot be parsed throws <see cref="ScriptPreparationException"/>.</summary>
    public static ScriptText Parse(string text)
    {
        var script = new ScriptText(JsEngine.PrepareScript(text, options: Preparation));
        script.Look();
        return script;
    }

    private void Look()
    {
        var free = Names.Where(n => n != "variables").ToHashSet(StringComparer.Ordinal);
        var open = new Stack<Node>();
        open.Push(Prepared.Program!);
        while (open.TryPop(out var node))
        {
            LookAt(node, free);
            foreach (var child in node.ChildNodes)
            {
                open.Push(child);
            }
        }
    }

    private void LookAt(Node node, HashSet<string> free)
    {
        switch (node)
        {
            case VariableDeclaration or FunctionDeclaration or ClassDeclaration or ThisExpression:
                LeavesGlobals = true;
                break;
            case Identifier name:
                LeavesTraces |= Doors.Contains(name.Name);
                ChangesValues |= Changers.Contains(name.Name);
                break;
            case StringLiteral text:
                LeavesTraces |= Doors.Contains(text.Value);
                ChangesValues |= Changers.Contains(text.Value);
                break;
            case BigIntLiteral:
                HasBigInteger = true;
                break;
            case AssignmentExpression assignment:
                Written(assignment.Left, free);
                break;
            case UpdateExpression update:
                Written(update.Argument, free);
                break;
            case UnaryExpression { Operator: Acornima.Operator.Delete } delete:
                Written(delete.Argument, free);
                break;
        }
    }

    private void Written(Node target, HashSet<string> free)
    {
        LeavesGlobals = true;
        if (target is not MemberExpression member)
        {
            return;
        }

        ChangesValues = true;
        Node root = member;
        while (root is MemberExpression inner)
        {
            root = inner.Object;
        }

        // Writing to a member of what the script itself did not declare, or under a name that is not known before it runs.
        LeavesTraces |= root is not Identifier and not ThisExpression || (root is Identifier name && free.Contains(name.Name))
            || (member.Computed && member.Property is not Literal && root is not Identifier { Name: "variables" } && free.Count > 0);
    }
}
