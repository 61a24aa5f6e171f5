import { Modal } from '@forge/bridge';
import type { ModalView } from './panel-props';

/** Opens one of the panel's forms in Jira's own modal; `closed` runs however it ends. */
export function openModal(view: ModalView, title: string, closed: () => void): void {
  const modal = new Modal({ size: 'medium', title, context: { view }, onClose: closed });
  void modal.open().catch(closed);
}
