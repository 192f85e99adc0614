using System.Text.Json;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Workflows.Engine.Ports;
using Workflows.Host.Secrets;
using Workflows.Host.Serving;

namespace Workflows.Host.Connectors;

/// <summary>Where mail goes; read from the configuration section <c>Mail</c>.</summary>
internal sealed record MailSettings
{
    /// <summary>The mail server; null: mails are put as files into the folder <c>mail</c> of the data.</summary>
    public string? Host { get; init; }
    public int Port { get; init; } = 587;
    public string? User { get; init; }

    /// <summary>Name of the secret that holds the password.</summary>
    public string? PasswordSecret { get; init; }
    public string From { get; init; } = "workflows@localhost";
}

/// <summary>
/// Sends mail: <c>To</c>, <c>Cc</c>, <c>Bcc</c>, <c>ReplyTo</c>, <c>Subject</c>, <c>Body</c>, <c>IsHtml</c>. The message id is made of the
/// idempotency key, so that a mail sent twice is one to the receiver.
/// </summary>
internal sealed class MailConnector(MailSettings mail, HostSettings settings, SecretStore secrets) : Connector
{
    public override string Kind => "mail";

    public override async Task<EffectResult> PerformAsync(OutboxMessage message, CancellationToken stop)
    {
        var (letter, fault) = Read(JsonElement.Parse(message.Payload), message.IdempotencyKey);
        if (letter is null)
        {
            return new EffectResult.Impossible(fault!);
        }

        using (letter)
        {
            try
            {
                await (mail.Host is null ? PutAsync(letter, message.IdempotencyKey, stop) : SendAsync(letter, stop));
                return new EffectResult.Answered(JsonSerializer.SerializeToElement(new { Outcome = "Sent", Message = letter.MessageId }));
            }
            catch (SmtpCommandException refused) when ((int)refused.StatusCode is >= 500 and < 600)
            {
                return new EffectResult.Impossible(refused.Message);
            }
            catch (Exception failed) when (failed is IOException or SmtpCommandException or ProtocolException or AuthenticationException
                or System.Net.Sockets.SocketException or SslHandshakeException)
            {
                return new EffectResult.Retry(failed.Message);
            }
        }
    }

    private (MimeMessage? Letter, string? Fault) Read(JsonElement payload, string key)
    {
        var letter = new MimeMessage { MessageId = $"{key}@workflows", Subject = Text(payload, "Subject") ?? string.Empty };
        if (!MailboxAddress.TryParse(Text(payload, "From") ?? mail.From, out var from))
        {
            return (null, "The sender's address is not right.");
        }

        letter.From.Add(from);
        foreach (var (list, name) in new[] { (letter.To, "To"), (letter.Cc, "Cc"), (letter.Bcc, "Bcc"), (letter.ReplyTo, "ReplyTo") })
        {
            foreach (var text in Texts(payload, name))
            {
                if (!MailboxAddress.TryParse(text, out var to))
                {
                    return (null, $"The address {text} is not right.");
                }

                list.Add(to);
            }
        }

        var isHtml = payload.TryGetProperty("IsHtml", out var html) && html.ValueKind == JsonValueKind.True;
        letter.Body = new TextPart(isHtml ? "html" : "plain") { Text = Text(payload, "Body") ?? string.Empty };
        return letter.To.Count == 0 ? (null, "The mail has no receiver.") : (letter, null);
    }

    private async Task PutAsync(MimeMessage letter, string key, CancellationToken stop)
    {
        var folder = Directory.CreateDirectory(Path.Combine(settings.DataFolder, "mail"));
        var name = string.Concat(key.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
        await letter.WriteToAsync(Path.Combine(folder.FullName, name + ".eml"), stop);
    }

    private async Task SendAsync(MimeMessage letter, CancellationToken stop)
    {
        using var client = new SmtpClient { Timeout = 30_000 };
        await client.ConnectAsync(mail.Host!, mail.Port, SecureSocketOptions.Auto, stop);
        if (mail.User is not null)
        {
            var password = mail.PasswordSecret is null ? null : await secrets.ReadAsync(mail.PasswordSecret);
            await client.AuthenticateAsync(mail.User, password ?? string.Empty, stop);
        }

        await client.SendAsync(letter, stop);
        await client.DisconnectAsync(quit: true, stop);
    }

    private static string? Text(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;

    private static IEnumerable<string> Texts(JsonElement payload, string name) =>
        !payload.TryGetProperty(name, out var found) ? [] : found.ValueKind switch
        {
            JsonValueKind.String => found.GetString()!
                .Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            JsonValueKind.Array => found.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!),
            _ => [],
        };
}
