namespace Workflows.Tests.Serving;

/// <summary>Tests that change what holds for everybody, such as where effects may go: one after the other, on one product.</summary>
[CollectionDefinition(Name)]
public sealed class CommonSettings : ICollectionFixture<OwnProduct>
{
    public const string Name = "common settings";
}
