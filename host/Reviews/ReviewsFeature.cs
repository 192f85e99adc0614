namespace Workflows.Host.Reviews;

/// <summary>Reviews of what is drafted and published.</summary>
internal static class ReviewsFeature
{
    public static void AddReviews(this IServiceCollection services) => services.AddSingleton<ReviewBook>();
}
