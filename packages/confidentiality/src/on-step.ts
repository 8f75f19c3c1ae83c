/** Called after each thing that a crash could come behind; tests look at the folder there. In a file of its own: published types must not need those of Node. */
export type OnStep = (step: string) => void;
