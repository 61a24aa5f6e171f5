import { showFlag, view } from '@forge/bridge';

/** Closes the dialog and leaves a flag that says what was done. */
export async function finish(title: string): Promise<void> {
  showFlag({ id: `linked-${Date.now()}`, title, type: 'success', isAutoDismiss: true });
  await view.close({ done: true });
}
