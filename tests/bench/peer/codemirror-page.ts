import { basicSetup, EditorView } from 'codemirror';

declare global {
  interface Window {
    /** Shows a text with the caret before a word of it. */
    showText: (text: string, word: string) => void;
  }
}

window.showText = (text, word) => {
  const view = new EditorView({ doc: text, extensions: [basicSetup, EditorView.lineWrapping], parent: document.body });
  view.focus();
  view.dispatch({ selection: { anchor: text.indexOf(word) }, scrollIntoView: true });
};
