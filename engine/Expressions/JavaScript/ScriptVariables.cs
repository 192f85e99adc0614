using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using JsEngine = Jint.Engine;

namespace Workflows.Engine.Expressions.JavaScript;

/// <summary>The object <c>variables</c> of scripts: each variable in scope is a member that can be read and set.</summary>
internal sealed class ScriptVariables(JsEngine engine, ScriptEngine owner) : ObjectInstance(engine)
{
    public override JsValue Get(JsValue property, JsValue receiver) =>
        property.IsString() && owner.Has(property.AsString()) ? owner.Read(property.AsString()) : base.Get(property, receiver);

    public override bool Set(JsValue property, JsValue value, JsValue receiver)
    {
        if (!property.IsString())
        {
            return false;
        }

        owner.Write(property.AsString(), value);
        return true;
    }

    public override bool HasProperty(JsValue property) =>
        (property.IsString() && owner.Has(property.AsString())) || base.HasProperty(property);

    public override PropertyDescriptor GetOwnProperty(JsValue property) =>
        property.IsString() && owner.Has(property.AsString())
            ? new PropertyDescriptor(owner.Read(property.AsString()), writable: true, enumerable: true, configurable: true)
            : PropertyDescriptor.Undefined;

    public override List<JsValue> GetOwnPropertyKeys(Types types) =>
        types.HasFlag(Types.String) ? [.. owner.VariableNames.Select(n => (JsValue)JsString.Create(n))] : [];

    public override bool DefineOwnProperty(JsValue property, PropertyDescriptor desc) =>
        property.IsString() && desc.Value is { } value && Set(property, value, this);

    public override bool Delete(JsValue property) => false;

    // A pooled engine keeps this object: it must stay as it is.
    public override bool PreventExtensions() => false;
}
