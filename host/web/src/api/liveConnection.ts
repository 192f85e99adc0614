import { HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr';
import { pauseBefore, setLive, tell, type Change } from './live';

/** Connects, and connects again whenever the connection is lost; the answer ends it. */
export function connectLive(): () => void {
  let over = false;
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let connection: HubConnection | undefined;
  const lost = () => {
    setLive(false);
    if (!over) {
      timer = setTimeout(() => void connect(), pauseBefore(attempt++));
    }
  };
  const connect = async () => {
    const fresh = new HubConnectionBuilder().withUrl('/api/live').configureLogging(LogLevel.None).build();
    connection = fresh;
    fresh.on('changed', (change: Change) => tell(change));
    fresh.on('ready', () => {
      attempt = 0;
      setLive(!over);
    });
    let started = false;
    fresh.onclose(() => started && lost());
    try {
      await fresh.start();
      started = true;
      if (over) {
        await fresh.stop();
      }
    } catch {
      // The pages ask every so often until a later attempt gets through.
      lost();
    }
  };
  const online = () => {
    if (timer !== undefined) {
      clearTimeout(timer);
      timer = undefined;
      void connect();
    }
  };
  addEventListener('online', online);
  void connect();
  return () => {
    over = true;
    removeEventListener('online', online);
    clearTimeout(timer);
    setLive(false);
    void connection?.stop();
  };
}
