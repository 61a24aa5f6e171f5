import '@atlaskit/css-reset';
import './style/fonts.css';
import './style/stage.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { applyTheme } from './theme.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
await applyTheme();
createRoot(root).render(<App />);
