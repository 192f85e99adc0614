import { BrowserRouter } from 'react-router';
import { TextsProvider } from '../texts/TextsContext';
import { Look } from './Look';
import { SessionGate } from './SessionGate';
import { Shell } from './Shell';

export function App() {
  return (
    <TextsProvider>
      <Look>
        <BrowserRouter>
          <SessionGate>
            <Shell />
          </SessionGate>
        </BrowserRouter>
      </Look>
    </TextsProvider>
  );
}
