namespace Workflows.Tests.Triggers;

/// <summary>Small definitions for tests of the host.</summary>
public static class SomeFlow
{
    /// <summary>A request, an answer, a task for staff, the end.</summary>
    public const string WithTask = """
        {"name": "Ask", "root": {"type": "Elsa.Sequence", "id": "all", "activities": [
          {"type": "Elsa.HttpEndpoint", "id": "request", "path": "asks/{kind}", "canStartWorkflow": true,
           "supportedMethods": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"POST\"]"}}},
          {"type": "Elsa.WriteHttpResponse", "id": "answer", "statusCode": 202,
           "contentType": "application/json",
           "content": {"typeName": "Object", "expression": {"type": "FEEL", "value": "{run: run id}"}}},
          {"type": "Workflows.HumanTask", "id": "work", "title": "Look at it",
           "candidateRoles": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"staff\"]"}},
           "outcomes": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"Good\", \"Bad\"]"}},
           "form": {"typeName": "Object", "expression": {"type": "Object",
             "value": "{\"type\": \"object\", \"required\": [\"pieces\"], \"properties\": {\"pieces\": {\"type\": \"integer\"}}}"}}}
        ]}}
        """;

    /// <summary>The same, asked for under another path.</summary>
    public static string WithTaskAt(string path) => WithTask.Replace("asks/{kind}", path, StringComparison.Ordinal);

    /// <summary>A request, an hour, the end.</summary>
    public const string WithDelay = """
        {"name": "Wait", "root": {"type": "Elsa.Sequence", "id": "all", "activities": [
          {"type": "Elsa.HttpEndpoint", "id": "request", "path": "waits", "canStartWorkflow": true,
           "supportedMethods": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"POST\"]"}}},
          {"type": "Elsa.Delay", "id": "hour", "timeSpan": {"typeName": "TimeSpan", "expression": {"type": "Literal", "value": "01:00:00"}}}
        ]}}
        """;

    /// <summary>A request, a call of another system that is tried again, with the secret of a name if one is given, the end.</summary>
    public static string WithCall(string url, string authorization = "") => """
        {"name": "Call", "root": {"type": "Elsa.Sequence", "id": "all", "activities": [
          {"type": "Elsa.HttpEndpoint", "id": "request", "path": "calls", "canStartWorkflow": true,
           "supportedMethods": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"POST\"]"}}},
          {"type": "Elsa.SendHttpRequest", "id": "call", "url": "URL", "method": "POST", "enableResiliency": true, AUTHORIZATION
           "content": {"typeName": "Object", "expression": {"type": "Object", "value": "{\"amount\": 5}"}}}
        ]}}
        """.Replace("URL", url, StringComparison.Ordinal).Replace("AUTHORIZATION", authorization.Length == 0
            ? string.Empty
            : $$$"""
               "authorization": {"typeName": "Object", "expression": {"type": "Secret", "value": "{{{authorization}}}"}},
               """, StringComparison.Ordinal);
}
