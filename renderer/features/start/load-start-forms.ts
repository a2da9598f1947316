/** The forms of the start screen: most who start the program are asked nothing. */
export const loadStartForms = () => import('./start-forms.tsx');
