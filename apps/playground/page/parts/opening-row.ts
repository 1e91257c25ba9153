/**
 * What makes a row of a table open what it stands for wherever it is clicked. The button in it does the same for the
 * keyboard, its click being one of the row; marking words to copy them opens nothing.
 */
export function openingRow(isOpened: boolean, open: () => Promise<void>) {
  return {
    class: isOpened ? "opens opened" : "opens",
    onClick: () => {
      if (getSelection()?.type !== "Range") void open();
    },
  };
}
