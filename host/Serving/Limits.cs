namespace Workflows.Host.Serving;

/// <summary>How much a caller may ask for; each is a size or time that an ordinary request stays far below.</summary>
internal static class Limits
{
    /// <summary>Bytes of a request's body.</summary>
    public const long BodyBytes = 10 * 1024 * 1024;

    /// <summary>Bytes of all headers together.</summary>
    public const int HeaderBytes = 32 * 1024;

    /// <summary>Rows of a list in one answer.</summary>
    public const int PageRows = 500;

    /// <summary>Sign-in attempts from one address in a minute.</summary>
    public const int SignInsPerMinute = 20;

    /// <summary>How long the headers of a request may take.</summary>
    public static TimeSpan Headers { get; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a request may take as a whole.</summary>
    public static TimeSpan Request { get; } = TimeSpan.FromSeconds(100);
}
