using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Workflows.Host.Serving;

/// <summary>
/// Lets a request be read to its end whose caller closed as soon as it had sent it. The server takes a connection without a caller for one
/// without content, even where all of it has come; here the end of a connection shows itself when everything before it was looked at.
/// </summary>
internal static class WholeRequests
{
    public static void TakeFrom(ListenOptions listening) => listening.Use(next => connection =>
    {
        connection.Transport = new Transport(new Input(connection.Transport.Input), connection.Transport.Output);
        return next(connection);
    });

    private sealed record Transport(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class Input(PipeReader inner) : PipeReader
    {
        private ReadOnlySequence<byte> given;
        private long seen;

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
            Look(await inner.ReadAsync(cancellationToken));

        public override bool TryRead(out ReadResult result)
        {
            var there = inner.TryRead(out result);
            result = there ? Look(result) : result;
            return there;
        }

        public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
        {
            seen = given.Slice(consumed, examined).Length;
            inner.AdvanceTo(consumed, examined);
        }

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        private ReadResult Look(ReadResult read)
        {
            given = read.Buffer;
            return read.IsCompleted && given.Length > seen ? new ReadResult(read.Buffer, read.IsCanceled, isCompleted: false) : read;
        }
    }
}
