import type { ComponentChildren } from "preact";

interface ModalProps {
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** A window over the page; Escape closes it. */
export function Modal({ id, title, children }: ModalProps) {
  return (
    <dialog id={id} aria-labelledby={`${id}-title`}>
      <header class="row">
        <h2 id={`${id}-title`}>{title}</h2>
        <span class="grow" />
        <form method="dialog">
          <button type="submit">Close</button>
        </form>
      </header>
      {children}
    </dialog>
  );
}

export function openModal(id: string): void {
  document.querySelector<HTMLDialogElement>(`#${id}`)?.showModal();
}
