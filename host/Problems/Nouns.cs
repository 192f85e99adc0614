namespace Workflows.Host.Problems;

/// <summary>What may be missing or changed, as it is called in Chinese.</summary>
internal static class Nouns
{
    /// <summary>The Chinese of a noun; a name of somebody's own, such as that of a fact type, stays as it is.</summary>
    public static string Chinese(string noun) => noun switch
    {
        "calendar" => "日历",
        "colleague who works on tasks" => "可处理任务的同事",
        "customer" => "客户",
        "definition" => "流程定义",
        "effect" => "外发动作",
        "fact type" => "数据类型",
        "former secret" => "旧密钥",
        "key" => "密钥",
        "pay slip" => "工资条",
        "published definition" => "已发布的流程定义",
        "published rule set" => "已发布的规则集",
        "rule set" => "规则集",
        "run" => "运行实例",
        "secret" => "密钥",
        "sheet of a rule set" => "规则集中的表格",
        "substitution" => "代理安排",
        "task" => "任务",
        "user" => "用户",
        "version" => "版本",
        _ => $" {noun} ",
    };
}
