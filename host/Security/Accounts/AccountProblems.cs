using Microsoft.AspNetCore.Identity;
using Workflows.Host.Problems;
using Workflows.Rules;

namespace Workflows.Host.Security.Accounts;

/// <summary>Says in both languages what the account rules refuse.</summary>
internal static class AccountProblems
{
    /// <summary>How long a password must be; length is what makes guessing hard, so there are no other rules.</summary>
    public const int PasswordLength = 12;

    public static Problem Of(IdentityResult result) => Text(result.Errors.First()) switch
    {
        (var why, true) => HostProblems.Conflict(why, new("Choose another name.", "请换一个名称。")),
        (var why, _) => HostProblems.Invalid(why),
    };

    private static (LocalText Why, bool IsConflict) Text(IdentityError error) => error.Code switch
    {
        nameof(IdentityErrorDescriber.DuplicateUserName) => (new("The name is taken.", "该用户名已被使用。"), true),
        nameof(IdentityErrorDescriber.ConcurrencyFailure) =>
            (new("Somebody has changed the account meanwhile.", "账号已被他人更改。"), true),
        nameof(IdentityErrorDescriber.PasswordMismatch) => (new("The current password is not right.", "当前密码不正确。"), false),
        nameof(IdentityErrorDescriber.PasswordTooShort) =>
            (new($"A password has at least {PasswordLength} characters.", $"密码至少 {PasswordLength} 个字符。"), false),
        nameof(IdentityErrorDescriber.InvalidUserName) =>
            (new("A user name has letters, digits and - . _ @ + only.", "用户名只能包含字母、数字和 - . _ @ +。"), false),
        _ => (new(error.Description), false),
    };
}
