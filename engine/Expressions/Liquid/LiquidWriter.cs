using System.Text;

namespace Workflows.Engine.Expressions.Liquid;

/// <summary>Gathers what a template writes, up to a limit.</summary>
internal sealed class LiquidWriter(int longest) : TextWriter
{
    private readonly StringBuilder text = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        Check(1);
        text.Append(value);
    }

    public override void Write(string? value)
    {
        Check(value?.Length ?? 0);
        text.Append(value);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Check(buffer.Length);
        text.Append(buffer);
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override string ToString() => text.ToString();

    private void Check(int more)
    {
        if (text.Length + more > longest)
        {
            throw LiquidTemplates.TooLong();
        }
    }
}
