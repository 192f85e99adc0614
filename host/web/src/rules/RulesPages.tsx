import { Route, Routes } from 'react-router';
import { RulePage } from './RulePage';
import { RulesPage } from './RulesPage';
import './rules.css';

export function RulesPages() {
  return (
    <Routes>
      <Route index element={<RulesPage />} />
      <Route path=":name" element={<RulePage />} />
    </Routes>
  );
}
