using Workflows.Engine.Ports;

namespace Workflows.Host.Definitions;

/// <summary>Definitions: their versions, what is published, what is shipped.</summary>
internal static class DefinitionsFeature
{
    public static void AddDefinitions(this IServiceCollection services)
    {
        services.AddSingleton<DefinitionLibrary>();
        services.AddSingleton<IDefinitionSource>(provider => provider.GetRequiredService<DefinitionLibrary>());
        services.AddSingleton<DefinitionStore>();
        services.AddSingleton<ShippedDefinitions>();
    }
}
