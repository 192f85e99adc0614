import { Route, Routes } from 'react-router';
import { DefinitionsPage } from './DefinitionsPage';
import { EditorPage } from './editor/EditorPage';

export function DesignerPages() {
  return (
    <Routes>
      <Route index element={<DefinitionsPage />} />
      <Route path=":id" element={<EditorPage />} />
    </Routes>
  );
}
