using Workflows.Host.Problems;
using Workflows.Rules;

namespace Workflows.Host.Security.Access;

/// <summary>What somebody is told who may not do something: what it is and which roles may, as people call them.</summary>
internal static class PermissionWords
{
    private static readonly Dictionary<Permission, LocalText> Deeds = new()
    {
        [Permission.UseProduct] = new("use the product", "使用本产品"),
        [Permission.ManageAccounts] = new("manage accounts", "管理账户"),
        [Permission.ManageKeys] = new("manage API keys", "管理 API 密钥"),
        [Permission.ManageSecrets] = new("manage webhooks and their secrets", "管理外部调用及其密钥"),
        [Permission.ManageSettings] = new("change settings and connectors", "修改设置与连接器"),
        [Permission.ReadAudit] = new("read the audit log and the system's health", "查看审计日志与系统健康"),
        [Permission.ReadFacts] = new("read facts", "查看事实数据"),
        [Permission.WriteFacts] = new("change facts", "修改事实数据"),
        [Permission.ReadDefinitions] = new("read workflows", "查看流程"),
        [Permission.EditDefinitions] = new("edit workflows", "编辑流程"),
        [Permission.PublishDefinitions] = new("publish workflows", "发布流程"),
        [Permission.CallTriggers] = new("call the addresses of workflows", "调用流程地址"),
        [Permission.ReadRuns] = new("look at runs", "查看运行实例"),
        [Permission.StartRuns] = new("start runs", "启动运行"),
        [Permission.CancelRuns] = new("cancel runs", "取消运行"),
        [Permission.RepairRuns] = new("repair runs", "修复运行"),
        [Permission.SendEvents] = new("send events", "发送事件"),
        [Permission.WorkOnTasks] = new("work on tasks", "办理任务"),
        [Permission.SuperviseTasks] = new("assign other people's tasks", "分派他人的任务"),
        [Permission.ReadRules] = new("read rules", "查看规则"),
        [Permission.EditRules] = new("edit rules", "编辑规则"),
        [Permission.PublishRules] = new("publish rules", "发布规则"),
        [Permission.ReadPay] = new("see everybody's pay", "查看所有人的薪酬"),
        [Permission.ReadOwnPay] = new("see your own pay", "查看本人薪酬"),
        [Permission.ReadCustomers] = new("look at customers", "查看客户"),
        [Permission.ReadOutbox] = new("look at the outbox", "查看外发队列"),
        [Permission.ResendEffects] = new("send something again", "重新发送"),
        [Permission.ReadMetrics] = new("read metrics", "查看指标"),
    };

    private static readonly Dictionary<string, LocalText> Roles = new()
    {
        [Role.Administrator] = new("administrator", "管理员"),
        [Role.Designer] = new("designer", "流程设计者"),
        [Role.RuleEditor] = new("rule editor", "规则编辑"),
        [Role.Supervisor] = new("supervisor", "主管"),
        [Role.Staff] = new("staff", "员工"),
        [Role.Auditor] = new("auditor", "审计员"),
    };

    /// <summary>What the permission of that name allows; null for what is no permission.</summary>
    public static LocalText? DeedOf(string? name) =>
        Enum.TryParse<Permission>(name, out var permission) ? Deeds.GetValueOrDefault(permission) : null;

    /// <summary>The refusal of what needs a permission.</summary>
    public static Problem Refusal(Permission permission) =>
        HostProblems.Forbidden(Deeds[permission], RolesOf(Role.All.Where(role => RoleTable.Allows(role, permission))));

    /// <summary>The refusal of what only these roles may, or whom else an address names.</summary>
    public static Problem Refusal(IEnumerable<string> roles) => HostProblems.Forbidden(Deeds[Permission.CallTriggers], RolesOf(roles));

    /// <summary>The roles as one text; a name that is no role stands as it is.</summary>
    private static LocalText RolesOf(IEnumerable<string> roles)
    {
        LocalText[] names = [.. roles.Select(role => Roles.GetValueOrDefault(role) ?? new(role, role))];
        return new(string.Join(" or ", names.Select(name => name.En)), string.Join("、", names.Select(name => name.Zh)));
    }
}
