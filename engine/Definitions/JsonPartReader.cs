using System.Text;
using System.Text.Json;
using Workflows.Rules;

namespace Workflows.Engine.Definitions;

/// <summary>
/// Reads JSON into parts without recursion, so that depth costs no stack; tolerates comments, trailing commas and a byte order mark.
/// </summary>
internal sealed class JsonPartReader
{
    /// <summary>How deep JSON may nest: a definition of a thousand nested activities takes three levels for each.</summary>
    private const int MaxDepth = 8192;

    private readonly byte[] _utf8;
    private readonly string _file;
    private readonly int _start;
    private int[]? _lines;

    public JsonPartReader(string file, ReadOnlySpan<byte> utf8)
    {
        _file = file;
        _utf8 = utf8.ToArray();
        _start = utf8.StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;
    }

    public (JsonPart? Part, Diagnostic? Problem) Read()
    {
        try
        {
            var reader = new Utf8JsonReader(_utf8.AsSpan(_start), new JsonReaderOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
                MaxDepth = MaxDepth,
            });
            return (ReadAll(ref reader), null);
        }
        catch (JsonException e)
        {
            var line = (int)(e.LineNumber ?? 0) + 1;
            var column = (int)(e.BytePositionInLine ?? 0) + 1;
            return (null, DefinitionProblems.NotJson(new SourcePlace(_file, line, column), e.Message));
        }
        catch (InvalidOperationException e)
        {
            // A text that is not valid UTF-16 after unescaping, such as half of a surrogate pair.
            return (null, DefinitionProblems.NotJson(new SourcePlace(_file, 1, 1), e.Message));
        }
    }

    /// <summary>The line and column of an offset; columns count bytes, which are characters in the ASCII that names consist of.</summary>
    public SourcePlace PlaceOf(int offset, int length = 0)
    {
        if (offset < 0)
        {
            return new SourcePlace(_file, 0, 0);
        }

        _lines ??= LineStarts();
        var index = Array.BinarySearch(_lines, offset + _start);
        var line = index >= 0 ? index : ~index - 1;
        var column = Encoding.UTF8.GetCharCount(_utf8.AsSpan(_lines[line], offset + _start - _lines[line]));
        return new SourcePlace(_file, line + 1, column + 1, length);
    }

    private static JsonPart ReadAll(ref Utf8JsonReader reader)
    {
        var open = new Stack<Level>();
        while (reader.Read())
        {
            var offset = (int)reader.TokenStartIndex;
            JsonPart? done = null;
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push(new Level(offset, reader.TokenType == JsonTokenType.StartObject));
                    break;
                case JsonTokenType.PropertyName:
                    open.Peek().Name = reader.GetString();
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    done = open.Pop().Close();
                    break;
                default:
                    done = Scalar(ref reader, offset);
                    break;
            }

            if (done is not null && open.Count == 0)
            {
                reader.Read();
                return done;
            }

            if (done is not null)
            {
                open.Peek().Add(done);
            }
        }

        throw new JsonException("The text ends too early.");
    }

    private static JsonPart Scalar(ref Utf8JsonReader reader, int offset) => reader.TokenType switch
    {
        JsonTokenType.String => new JsonPart(JsonValueKind.String, offset, reader.GetString()),
        JsonTokenType.Number => new JsonPart(JsonValueKind.Number, offset, Encoding.ASCII.GetString(reader.ValueSpan)),
        JsonTokenType.True => new JsonPart(JsonValueKind.True, offset),
        JsonTokenType.False => new JsonPart(JsonValueKind.False, offset),
        _ => new JsonPart(JsonValueKind.Null, offset),
    };

    private int[] LineStarts()
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < _utf8.Length; i++)
        {
            if (_utf8[i] == '\n')
            {
                starts.Add(i + 1);
            }
        }

        return [.. starts];
    }

    private sealed class Level(int offset, bool isObject)
    {
        private readonly List<KeyValuePair<string, JsonPart>> _members = [];
        private readonly List<JsonPart> _items = [];

        public string? Name { get; set; }

        public void Add(JsonPart part)
        {
            if (isObject)
            {
                _members.Add(new(Name!, part));
            }
            else
            {
                _items.Add(part);
            }
        }

        public JsonPart Close() => isObject
            ? new JsonPart(JsonValueKind.Object, offset) { Members = _members }
            : new JsonPart(JsonValueKind.Array, offset) { Items = _items };
    }
}
