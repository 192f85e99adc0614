import { Route, Routes } from 'react-router';
import { RunPage } from './RunPage';
import { RunsPage } from './RunsPage';
import './runs.css';

export function RunsPages() {
  return (
    <Routes>
      <Route index element={<RunsPage />} />
      <Route path=":id" element={<RunPage />} />
    </Routes>
  );
}
